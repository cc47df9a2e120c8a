import type {KubeObject} from '../../ports/cluster-reader.js';
import {conditionOf} from './conditions.js';
import {failed, progressing, ready, type Verdict} from './verdict.js';

/**
 * A Pod is ready when its Ready condition is true or it has succeeded; a failed Pod stays failed.
 * Source: sigs.k8s.io/cli-utils kstatus, podConditions; but a failed Pod is `Failed` here, where kstatus calls it current.
 */
export function podReadiness(pod: KubeObject): Verdict {
  const phase: string = pod.status?.phase ?? 'Pending';
  if (phase === 'Succeeded') return ready('completed');
  if (phase === 'Failed') {
    const reason: string = pod.status?.reason ?? terminationReason(pod) ?? 'PodFailed';
    return failed(pod.status?.message ?? 'the pod failed', reason);
  }
  const condition = conditionOf(pod, 'Ready');
  if (condition?.status === 'True') return ready();
  const why = waitingReason(pod) ?? condition?.reason;
  return progressing(why === undefined ? phase : `${phase}: ${why}`, why);
}

function waitingReason(pod: KubeObject): string | undefined {
  return statuses(pod).find((status) => status.state?.waiting?.reason)?.state.waiting.reason;
}

function terminationReason(pod: KubeObject): string | undefined {
  return statuses(pod).find((status) => status.state?.terminated && status.state.terminated.exitCode !== 0)?.state
    .terminated.reason;
}

function statuses(pod: KubeObject): any[] {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}
