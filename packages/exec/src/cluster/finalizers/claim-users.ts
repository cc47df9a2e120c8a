import {pods} from '../pod-resources.js';
import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import type {Hold} from './hold.js';
import {nameObjects} from './name-objects.js';

/**
 * Who still uses a claim. A pod without a node does not use it yet, and one that has ended uses it no more.
 * Source: k8s.io/kubernetes/pkg/controller/volume/pvcprotection/pvc_protection_controller.go.
 */
export async function heldByPods(reader: ClusterReader, claim: KubeObject): Promise<Hold> {
  const finalizer = 'kubernetes.io/pvc-protection';
  const {namespace, name} = claim.metadata;
  const users = (await reader.list({resource: pods, namespace})).filter((pod) => uses(pod, name));
  const text =
    users.length === 0
      ? 'no pod uses the claim; kube-controller-manager clears it'
      : `${nameObjects(users)} still use${users.length === 1 ? 's' : ''} the claim`;
  return {finalizer, text, below: []};
}

function uses({metadata, spec, status}: KubeObject, claim: string): boolean {
  if (spec?.nodeName === undefined || status?.phase === 'Succeeded' || status?.phase === 'Failed') return false;
  const volumes: {name: string; persistentVolumeClaim?: {claimName: string}; ephemeral?: object}[] =
    spec?.volumes ?? [];
  return volumes.some(
    (volume) =>
      volume.persistentVolumeClaim?.claimName === claim ||
      (volume.ephemeral !== undefined && `${metadata.name}-${volume.name}` === claim),
  );
}

/** Which claim a volume is bound to. */
export function heldByClaim(volume: KubeObject): Hold {
  const finalizer = 'kubernetes.io/pv-protection';
  const claim: {namespace?: string; name?: string} | undefined = volume.spec?.claimRef;
  const text =
    claim === undefined || volume.status?.phase !== 'Bound'
      ? 'no claim is bound to it; kube-controller-manager clears it'
      : `persistentvolumeclaim/${claim.name} in namespace ${claim.namespace} is still bound to it`;
  return {finalizer, text, below: []};
}
