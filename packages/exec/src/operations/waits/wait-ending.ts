import type {Run} from '../run/run.js';

/**
 * Whether a wait ended because the run was interrupted, which is no failure of the resource. Says so in a warning,
 * since no other event ends such a wait.
 */
export function waitEnding(run: Run, resource: string, error: unknown): boolean {
  if (!run.signal?.aborted || error !== run.signal.reason) return false;
  run.emit({type: 'warning', message: 'stopped waiting: interrupted', resource});
  return true;
}

/**
 * Ends a wait when its task is killed, and as soon as the run is interrupted: unlike a step, nothing is lost by not
 * waiting on.
 */
export function waitSignal(run: Run, task: AbortSignal): AbortSignal {
  return run.signal ? AbortSignal.any([task, run.signal]) : task;
}
