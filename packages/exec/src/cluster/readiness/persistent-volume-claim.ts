import type {KubeObject} from '../../ports/cluster-reader.js';
import {failed, progressing, ready, type Related, type Verdict} from './verdict.js';

/**
 * A claim is ready when it is bound. One whose storage class binds with the first pod that uses it (`WaitForFirstConsumer`) stays
 * pending until there is such a pod, which may well be in a step still to come: until then it counts as ready, since waiting for it
 * would wait forever.
 * Source: helm.sh/helm pkg/kube/ready.go, volumeReady; binding modes: k8s.io/api/storage/v1.
 */
export function claimReadiness(claim: KubeObject, related: Related): Verdict {
  const phase: string = claim.status?.phase ?? 'Pending';
  if (phase === 'Bound') return ready('bound');
  if (phase === 'Lost') return failed('its volume is gone', 'Lost');
  if (related.bindingMode === 'WaitForFirstConsumer' && !isUsed(claim, related.pods ?? []))
    return ready('waits for its first consumer');
  return progressing('waiting to be bound', phase);
}

function isUsed(claim: KubeObject, pods: readonly KubeObject[]): boolean {
  return pods.some(
    (pod) =>
      pod.metadata.namespace === claim.metadata.namespace &&
      (pod.spec?.volumes ?? []).some((volume: any) => volume.persistentVolumeClaim?.claimName === claim.metadata.name),
  );
}
