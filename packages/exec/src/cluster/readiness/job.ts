import type {KubeObject} from '../../ports/cluster-reader.js';
import {conditionOf} from './conditions.js';
import type {Verdict} from './verdict.js';

/**
 * A Job is ready when it is complete, and failed when its controller gave it up. A suspended one does nothing until somebody
 * resumes it, so there is nothing to wait for.
 * Source: the conditions of k8s.io/api/batch/v1 (Complete, Failed, Suspended); as with `helm --wait --wait-for-jobs`.
 */
export function jobReadiness(job: KubeObject): Verdict {
  const succeeded: number = job.status?.succeeded ?? 0;
  const total: number = job.spec?.completions ?? 1;
  const ready = Math.min(succeeded, total);

  if (conditionOf(job, 'Complete')?.status === 'True')
    return {state: 'ready', ready: total, total, message: 'complete'};
  const failure = conditionOf(job, 'Failed');
  if (failure?.status === 'True') {
    return {
      state: 'failed',
      ready,
      total,
      message: failure.message || 'the Job failed',
      reason: failure.reason || 'JobFailed',
    };
  }
  if (job.spec?.suspend === true) return {state: 'ready', ready, total, message: 'suspended'};
  return {state: 'progressing', ready, total, message: `${ready}/${total} completed`};
}
