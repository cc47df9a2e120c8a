import type {StepObjects} from '../manifests/apply-objects.js';
import type {StepContext} from '../step-handler.js';
import type {SharedOutcome} from './shared-process.js';

/**
 * Does a step's part in a process that it shares with others that began with it. Undefined when there is none, or when it is not known what all
 * is in the step's files, so that nobody could tell whether all of it is done; then the step does it by itself.
 *
 * @param call kubectl's words before the files, and the flags behind them
 * @throws what stopped the process, when that is no failure of an object
 */
export async function joinShared(
  context: StepContext,
  [args, flags]: readonly [readonly string[], readonly string[]],
  {from: {files}, namespace, objects, secrets, isWhole}: StepObjects,
): Promise<SharedOutcome | undefined> {
  if (!context.shared || !isWhole || files === undefined || objects.length === 0) return undefined;
  return await context.shared.join({context, args, flags, files, namespace, objects, secrets});
}
