import type {KubeObject} from '../../ports/cluster-reader.js';
import {isUnobserved} from './conditions.js';
import {replicasProgressing, replicasReady, unobserved} from './replicas.js';
import type {Verdict} from './verdict.js';

/**
 * A DaemonSet is ready when the newest revision is available on every node that wants it; with `OnDelete`, when any revision is.
 * Source: k8s.io/kubectl rollout_status.go, DaemonSetStatusViewer; OnDelete: helm.sh/helm pkg/kube/ready.go, daemonSetReady.
 */
export function daemonSetReadiness(set: KubeObject): Verdict {
  const status = set.status ?? {};
  const total: number = status.desiredNumberScheduled ?? 0;
  const updated: number = status.updatedNumberScheduled ?? 0;
  const available: number = status.numberAvailable ?? 0;
  const rolling = set.spec?.updateStrategy?.type !== 'OnDelete';

  if (isUnobserved(set)) return replicasProgressing(0, Math.max(total, 1), unobserved);
  if (rolling && updated < total)
    return replicasProgressing(Math.min(updated, available), total, `${updated}/${total} updated`);
  if (available < total) return replicasProgressing(available, total);
  return replicasReady(available, total, total === 0 ? 'no node wants it' : undefined);
}
