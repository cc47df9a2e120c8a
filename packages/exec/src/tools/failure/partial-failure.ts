import type {ObjectChange} from '../../engine/event.js';
import {describeChanges} from '../kubectl/kubectl-changes.js';
import {KflowError} from '../../errors/kflow-error.js';

/**
 * A command that failed after it had changed something. The message lists that.
 *
 * @internal
 */
export class PartialFailure extends KflowError {
  constructor(
    error: KflowError,
    /** What went through, in order. */
    readonly changes: readonly ObjectChange[],
  ) {
    const {family, code, message, hint, command, cause} = error;
    super(family, code, `${message} (what went through: ${describeChanges(changes)})`, {hint, command, cause});
  }
}
