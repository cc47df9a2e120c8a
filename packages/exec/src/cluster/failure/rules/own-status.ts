import type {Cause} from '../causes.js';
import type {FailureRule} from '../subject.js';

const ofJobs: {[reason: string]: Cause} = {
  BackoffLimitExceeded: 'job-backoff-limit',
  FailedIndexes: 'job-backoff-limit',
  MaxFailedIndexesExceeded: 'job-backoff-limit',
  DeadlineExceeded: 'job-deadline',
};

/**
 * What an object says of itself. A Job or a Pod that failed stays so, and a deadline is exceeded for good when it was within this wait; any other
 * failed status may be the leftover of an earlier change that is about to go away.
 */
export const ownStatusRule: FailureRule = ({workload, verdict}) => {
  if (verdict.state !== 'failed' || workload.kind === 'PersistentVolumeClaim') return [];
  const {reason = 'Failed', message} = verdict;
  return [{cause: causeOf(workload.kind, reason, verdict.isLeftover === true), reason, message, object: workload}];
};

function causeOf(kind: string, reason: string, isLeftover: boolean): Cause {
  if (kind === 'Job') return ofJobs[reason] ?? 'job-failed';
  if (kind === 'Pod') return 'pod-failed';
  return reason === 'ProgressDeadlineExceeded' && !isLeftover ? 'progress-deadline' : 'stale-failure';
}
