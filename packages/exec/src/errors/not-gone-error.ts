import type {RemainingObject} from '../engine/event.js';
import type {Hold} from '../cluster/finalizers/hold.js';
import type {KubeObject} from '../ports/cluster-reader.js';
import {RolloutError} from './rollout-error.js';

/** An object that should be gone, as it was when it was given up. */
export interface LeftObject {
  object: KubeObject;
  holds: readonly Hold[];
}

/** `KF812`: objects that are still there when the time for their going away is over. */
export class NotGoneError extends RolloutError {
  /** For reports: each that is still there, up to a few. */
  readonly remaining: RemainingObject[];
  /** All that could be read, for who goes on with them. Not part of any report. */
  readonly left: readonly LeftObject[];

  constructor(message: string, options: {hint: string; remaining: RemainingObject[]; left: readonly LeftObject[]}) {
    super('KF812', message, {hint: options.hint});
    this.name = 'NotGoneError';
    this.remaining = options.remaining;
    this.left = options.left;
  }
}
