import {Backoff} from '../cluster/read/backoff.js';
import type {Clock} from '../ports/clock.js';
import type {TransientFailure} from './failure/transient-failure.js';

/**
 * What trying again needs.
 *
 * @internal
 */
export interface RetryParts {
  clock: Clock;
  signal: AbortSignal;
  /** Tells of a try to come, with the seconds since the first failure. */
  tell(message: string, seconds: number): void;
}

/** Milliseconds before the second try, and the most between two. */
const shortest = 500;
const longest = 8_000;

/**
 * The tries of calls that may be made again without harm, such as `kubectl apply`.
 *
 * @internal
 */
export class Retries {
  constructor(private readonly parts: RetryParts) {}

  /** Begins a call. What it gives waits until the time for another try has come; false when there is none. */
  begin(): (failure: TransientFailure) => Promise<boolean> {
    const {clock, signal, tell} = this.parts;
    const backoff = new Backoff(shortest, longest);
    let since: number | undefined;
    return async ({reason, patience}) => {
      since ??= clock.monotonic();
      const delay = backoff.next();
      const passed = clock.monotonic() - since;
      if (passed + delay > patience * 1000) return false;
      tell(`${reason}: trying again`, passed / 1000);
      await clock.sleep(delay, signal);
      return true;
    };
  }
}
