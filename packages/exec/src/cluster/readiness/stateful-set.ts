import type {KubeObject} from '../../ports/cluster-reader.js';
import {isUnobserved} from './conditions.js';
import {replicasProgressing, replicasReady, unobserved} from './replicas.js';
import type {Verdict} from './verdict.js';

/**
 * A StatefulSet is ready when all replicas are ready, and those above the partition run the newest revision. With `OnDelete` the
 * controller replaces nothing by itself, so that old pods count as they are.
 * Source: k8s.io/kubectl rollout_status.go, StatefulSetStatusViewer; the revisions' comparison and OnDelete: helm.sh/helm
 * pkg/kube/ready.go, statefulSetReady; pods above the wanted number: sigs.k8s.io/cli-utils kstatus, stsConditions.
 */
export function statefulSetReadiness(set: KubeObject): Verdict {
  const status = set.status ?? {};
  const total: number = set.spec?.replicas ?? 1;
  // Pods count as ready at once, as available only after minReadySeconds.
  const ready: number = (set.spec?.minReadySeconds > 0 ? status.availableReplicas : status.readyReplicas) ?? 0;
  const updated: number = status.updatedReplicas ?? 0;
  const current: number = status.replicas ?? 0;

  if (isUnobserved(set)) return replicasProgressing(0, total, unobserved);
  if (ready < total) return replicasProgressing(ready, total);
  if (current > total) return replicasProgressing(ready, total, `${current - total} pods too many still running`);
  if (set.spec?.updateStrategy?.type === 'OnDelete') return replicasReady(Math.min(ready, total), total);

  const partition: number = set.spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  const wanted = Math.max(0, total - partition);
  if (updated < wanted) return replicasProgressing(updated, total, `${updated}/${wanted} updated`);
  if (partition === 0 && status.currentRevision !== status.updateRevision) {
    return replicasProgressing(updated, total, `${updated}/${total} at the new revision`);
  }
  return replicasReady(Math.min(ready, total), total);
}
