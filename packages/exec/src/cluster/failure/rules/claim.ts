import type {Finding} from '../finding.js';
import {eventsAbout} from '../subject.js';
import type {FailureRule} from '../subject.js';

/**
 * Claims that get no volume.
 * Source: k8s.io/kubernetes/pkg/controller/volume/persistentvolume and the external provisioner (ProvisioningFailed).
 */
export const claimRule: FailureRule = (subject) => {
  const {workload: claim, verdict} = subject;
  if (claim.kind !== 'PersistentVolumeClaim') return [];
  if (verdict.reason === 'Lost')
    return [{cause: 'claim-lost', reason: 'Lost', message: verdict.message, object: claim}];
  const told = eventsAbout(subject, claim).findLast(({reason}) => reason === 'ProvisioningFailed');
  if (told === undefined) return [];
  const {reason, message} = told;
  const finding: Finding = {cause: 'volume-provisioning', reason, message, object: claim};
  const name = /storageclass(?:\.storage\.k8s\.io)? "([^"]+)" not found/i.exec(message ?? '')?.[1];
  if (name === undefined) return [finding];
  const missing = {group: 'storage.k8s.io', version: 'v1', kind: 'StorageClass', name};
  return [{...finding, cause: 'storage-class-missing', missing}];
};
