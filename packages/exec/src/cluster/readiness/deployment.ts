import type {KubeObject} from '../../ports/cluster-reader.js';
import {conditionOf, isUnobserved} from './conditions.js';
import {replicasProgressing, replicasReady, unobserved} from './replicas.js';
import type {Verdict} from './verdict.js';

/**
 * A Deployment is ready when its newest revision runs on all wanted replicas, all of them available and no old one left.
 * A paused one rolls nothing out by itself: it is ready as it is, as for helm's `--wait`.
 * Source: k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go, DeploymentStatusViewer; paused: helm.sh/helm pkg/kube/ready.go.
 */
export function deploymentReadiness(deployment: KubeObject): Verdict {
  const status = deployment.status ?? {};
  const total: number = deployment.spec?.replicas ?? 1;
  const updated: number = status.updatedReplicas ?? 0;
  const available: number = status.availableReplicas ?? 0;
  const current: number = status.replicas ?? 0;
  const ready = Math.min(updated, available, total);

  if (isUnobserved(deployment)) return replicasProgressing(0, total, unobserved);
  if (deployment.spec?.paused === true)
    return replicasReady(Math.min(available, total), total, `paused, ${available}/${total} available`);

  const progressing = conditionOf(deployment, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') {
    const message = progressing.message ?? 'exceeded its progress deadline';
    return {state: 'failed', ready, total, message, reason: 'ProgressDeadlineExceeded'};
  }
  if (updated < total) return replicasProgressing(ready, total, `${updated}/${total} updated`);
  if (current > updated) return replicasProgressing(ready, total, `${current - updated} old pods still running`);
  if (available < updated) return replicasProgressing(available, total);
  return replicasReady(available, total);
}
