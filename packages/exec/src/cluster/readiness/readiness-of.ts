import type {KubeObject} from '../../ports/cluster-reader.js';
import {anyReadiness} from './any-object.js';
import {definitionReadiness} from './custom-resource-definition.js';
import {daemonSetReadiness} from './daemon-set.js';
import {deploymentReadiness} from './deployment.js';
import {jobReadiness} from './job.js';
import {namespaceReadiness} from './namespace.js';
import {claimReadiness} from './persistent-volume-claim.js';
import {podReadiness} from './pod.js';
import {replicaSetReadiness} from './replica-set.js';
import {serviceReadiness} from './service.js';
import {statefulSetReadiness} from './stateful-set.js';
import type {ReadinessRule, Related, Verdict} from './verdict.js';

/** By group and kind. */
const rules: ReadonlyMap<string, ReadinessRule> = new Map<string, ReadinessRule>([
  ['apps/Deployment', deploymentReadiness],
  ['apps/StatefulSet', statefulSetReadiness],
  ['apps/DaemonSet', daemonSetReadiness],
  ['apps/ReplicaSet', replicaSetReadiness],
  ['/ReplicationController', replicaSetReadiness],
  ['batch/Job', jobReadiness],
  ['/Pod', podReadiness],
  ['/PersistentVolumeClaim', claimReadiness],
  ['/Namespace', namespaceReadiness],
  ['/Service', serviceReadiness],
  ['apiextensions.k8s.io/CustomResourceDefinition', definitionReadiness],
]);

/**
 * How far an object is from ready, by its own status alone. An object that is being deleted is never ready. Pure: the same object
 * and relations give the same verdict.
 */
export function readinessOf(object: KubeObject, related: Related = {}): Verdict {
  const verdict = (rules.get(`${groupOf(object)}/${object.kind}`) ?? anyReadiness)(object, related);
  // What ran to its end did so, even when it is cleaned up right after (ttlSecondsAfterFinished).
  const isOver = object.kind === 'Job' && verdict.message === 'complete';
  if (object.metadata.deletionTimestamp === undefined || isOver) return verdict;
  return {...verdict, state: 'progressing', message: 'is being deleted', reason: 'Terminating'};
}

/** The group of an object's `apiVersion`; '' for the core group. */
export function groupOf(object: {apiVersion: string}): string {
  const slash = object.apiVersion.indexOf('/');
  return slash < 0 ? '' : object.apiVersion.slice(0, slash);
}

/**
 * Whether objects of a kind can be anything else than ready when they exist: the kinds above, and any kind of a group that is not
 * Kubernetes' own. Of Kubernetes' own others only APIService has a condition that says whether it works.
 */
export function isWaitedFor(kind: {group: string; kind: string}): boolean {
  if (rules.has(`${kind.group}/${kind.kind}`) || kind.kind === 'APIService') return true;
  return kind.group.includes('.') && !builtIn.test(kind.group);
}

/** Groups of Kubernetes' own API server; custom ones under k8s.io (gateway.networking.k8s.io, say) have more parts. */
const builtIn =
  /^(admissionregistration|apiextensions|apiregistration|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io$/;
