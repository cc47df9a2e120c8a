import {containerFinding, containerStatuses} from '../container-findings.js';
import {eventsAbout} from '../subject.js';
import type {FailureRule} from '../subject.js';

/** Containers that were restarted more than once, run, and whose readiness probe fails all the same: one that was never restarted may be slow. */
export const readinessProbeRule: FailureRule = (subject) =>
  subject.pods.flatMap((pod) => {
    const told = eventsAbout(subject, pod).findLast(
      ({reason, message}) => reason === 'Unhealthy' && /^Readiness probe/.test(message ?? ''),
    );
    if (told === undefined) return [];
    return containerStatuses(pod)
      .filter(({ready, restartCount, state}) => !ready && restartCount >= 2 && state?.running !== undefined)
      .map((status) => ({
        ...containerFinding(pod, status, 'readiness-probe'),
        reason: 'Unhealthy',
        message: told['message'],
      }));
  });
