import type {Diagnosis} from '../engine/event.js';
import {KflowError} from './kflow-error.js';

/**
 * A wait that ended without success. Codes: KF810 it took too long, KF811 it cannot succeed by itself, KF812 objects that do not go away,
 * KF813 its kind is not served, KF814 a step waited in vain for an object.
 */
export class RolloutError extends KflowError {
  /** What the failing workload's pods say, masked. */
  readonly diagnosis?: Diagnosis;

  constructor(
    code: 'KF810' | 'KF811' | 'KF812' | 'KF813' | 'KF814',
    message: string,
    options: {hint?: string; diagnosis?: Diagnosis; cause?: unknown} = {},
  ) {
    super('external', code, message, options);
    this.name = 'RolloutError';
    if (options.diagnosis !== undefined) this.diagnosis = options.diagnosis;
  }
}
