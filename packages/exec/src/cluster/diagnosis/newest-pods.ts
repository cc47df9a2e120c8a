import type {KubeObject} from '../../ports/cluster-reader.js';
import {isUnobserved} from '../readiness/conditions.js';

/** The objects below a workload, as far as known; those of other workloads may be among them. */
export interface OwnedObjects {
  pods: readonly KubeObject[];
  replicaSets: readonly KubeObject[];
  /** Warning events of the namespace; none where they may not be read. */
  events?: readonly KubeObject[];
}

/**
 * The pods of a workload's newest revision, those left out that are being deleted or that ended (evicted from a node that is drained, say) and
 * are replaced: only the others tell whether the rollout can succeed. None while the controller has yet to see the newest spec, or while
 * it is not known which revision is the newest.
 * Source: k8s.io/kubectl/pkg/util/deployment (revision annotation), k8s.io/kubernetes/pkg/controller/{statefulset,daemon} (labels).
 */
export function newestPods(workload: KubeObject, owned: OwnedObjects): KubeObject[] {
  if (workload.kind === 'Pod') return [workload];
  if (workload.kind === 'Job') return podsOf(workload, owned.pods);
  return isUnobserved(workload) ? [] : revisionPods(workload, owned).filter(({status}) => !isOver(status?.phase));
}

function isOver(phase: string | undefined): boolean {
  return phase === 'Failed' || phase === 'Succeeded';
}

function revisionPods(workload: KubeObject, owned: OwnedObjects): KubeObject[] {
  switch (workload.kind) {
    case 'Deployment': {
      const newest = newestReplicaSet(workload, owned.replicaSets);
      return newest === undefined ? [] : podsOf(newest, owned.pods);
    }
    case 'StatefulSet':
      return podsOf(workload, owned.pods).filter(
        (pod) => pod.metadata.labels?.['controller-revision-hash'] === workload.status.updateRevision,
      );
    case 'DaemonSet':
      return podsOf(workload, owned.pods).filter((pod) => isOfGeneration(pod, workload));
    case 'ReplicaSet':
    case 'ReplicationController':
      return podsOf(workload, owned.pods);
    default:
      return [];
  }
}

/** The ReplicaSet of a Deployment's newest revision: the one that carries the same revision number as the Deployment. */
export function newestReplicaSet(deployment: KubeObject, replicaSets: readonly KubeObject[]): KubeObject | undefined {
  const annotation = 'deployment.kubernetes.io/revision';
  const revision = deployment.metadata.annotations?.[annotation];
  if (revision === undefined || isUnobserved(deployment)) return undefined;
  return replicaSets.find((set) => isOwnedBy(set, deployment) && set.metadata.annotations?.[annotation] === revision);
}

/** Whether `owner` is the controller of `object`. */
export function isOwnedBy(object: KubeObject, owner: KubeObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(
    (reference) => reference.controller === true && reference.uid === owner.metadata.uid,
  );
}

function podsOf(owner: KubeObject, pods: readonly KubeObject[]): KubeObject[] {
  return pods.filter((pod) => pod.metadata.deletionTimestamp === undefined && isOwnedBy(pod, owner));
}

/** A DaemonSet numbers its templates in an annotation, and its pods carry the number as a label; where either is missing, all count. */
function isOfGeneration(pod: KubeObject, set: KubeObject): boolean {
  const wanted = set.metadata.annotations?.['deprecated.daemonset.template.generation'];
  const has = pod.metadata.labels?.['pod-template-generation'];
  return wanted === undefined || has === undefined || wanted === has;
}
