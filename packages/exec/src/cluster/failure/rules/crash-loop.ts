import {containerFinding, containerStatuses} from '../container-findings.js';
import type {ContainerStatus} from '../container-findings.js';
import type {Cause} from '../causes.js';
import {eventsAbout} from '../subject.js';
import type {FailureRule, Subject} from '../subject.js';
import type {KubeObject} from '../../../ports/cluster-reader.js';

/** A process that ends once or twice may have waited for something else to come up. */
const crashes = 2;

/**
 * Containers that end again and again, by why. Pods of Jobs are left out: a Job has a limit of its own to how often it tries again (backoffLimit).
 * Source: kubelet's CrashLoopBackOff; how many crashes are none: werf/kubedog (allowed failures), Shopify/krane (container restarts).
 */
export const crashLoopRule: FailureRule = (subject) => {
  if (subject.workload.kind === 'Job') return [];
  return subject.pods.flatMap((pod) =>
    containerStatuses(pod)
      .filter(({state, restartCount}) => state?.waiting?.reason === 'CrashLoopBackOff' && restartCount >= crashes)
      .map((status) => containerFinding(pod, status, causeOf(subject, pod, status))),
  );
};

function causeOf(subject: Subject, pod: KubeObject, {name, lastState}: ContainerStatus): Cause {
  if (lastState?.terminated?.reason === 'OOMKilled') return 'out-of-memory';
  const killed = eventsAbout(subject, pod).some(
    ({reason, message = '', involvedObject}) =>
      reason === 'Unhealthy' &&
      /^(Liveness|Startup) probe/.test(message) &&
      (involvedObject.fieldPath ?? `{${name}}`).includes(`{${name}}`),
  );
  return killed ? 'liveness-probe' : 'crash-loop';
}
