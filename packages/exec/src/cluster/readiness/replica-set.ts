import type {KubeObject} from '../../ports/cluster-reader.js';
import {isUnobserved} from './conditions.js';
import {replicasProgressing, replicasReady, unobserved} from './replicas.js';
import type {Verdict} from './verdict.js';

/**
 * A ReplicaSet (or ReplicationController) is ready when all wanted replicas are available and none is too many.
 * Source: sigs.k8s.io/cli-utils kstatus, replicasetConditions.
 */
export function replicaSetReadiness(set: KubeObject): Verdict {
  const status = set.status ?? {};
  const total: number = set.spec?.replicas ?? 1;
  const available: number = status.availableReplicas ?? 0;
  const current: number = status.replicas ?? 0;

  if (isUnobserved(set)) return replicasProgressing(0, total, unobserved);
  if (available < total) return replicasProgressing(available, total);
  if (current > total) return replicasProgressing(available, total, `${current - total} pods too many still running`);
  return replicasReady(available, total);
}
