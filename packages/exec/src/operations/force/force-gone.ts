import {isKflowError} from '../../errors/kflow-error.js';
import type {LeftObject} from '../../errors/not-gone-error.js';
import type {Run} from '../run/run.js';
import {forcePlan} from './force-plan.js';

/**
 * Makes objects go that were deleted and did not go by themselves. Each thing that is done is told as a warning; what fails is
 * told likewise, and left to the wait that follows. In a dry run the commands are reported and nothing is told.
 *
 * @param left what the run deleted
 * @param resource whose they are, for the warnings
 */
export async function forceGone(
  run: Run,
  left: readonly LeftObject[],
  resource: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const kubectl = run.session.kubectl.with({
    report: (command) => run.emit({type: 'step.command', ...command}),
    signal,
  });
  const about = resource === undefined ? {} : {resource};
  for (const {args, told} of forcePlan(left)) {
    try {
      await kubectl.call(args, {mutating: true});
      if (!run.dryRun) run.emit({type: 'warning', message: told, ...about});
    } catch (error) {
      // It went just now.
      if (!isKflowError(error) || signal.aborted) throw error;
      if (error.command?.output.includes('NotFound')) continue;
      run.emit({type: 'warning', message: `cannot force it: ${error.message}`, ...about});
    }
  }
}
