import {errorReport} from '../../engine/error-report.js';
import type {Clock} from '../../ports/clock.js';
import type {SetupCheck} from './setup-check.js';

/** What bounds a check. */
export interface CheckBounds {
  clock: Clock;
  signal?: AbortSignal;
  /** Seconds that it may take. */
  seconds: number;
}

/**
 * Makes a check in bounded time. What it throws, and that it does not end, is the check's failure: one that hangs must not keep the
 * others from being seen.
 *
 * @throws the signal's reason when it aborts
 */
export async function boundedCheck<Result>(
  name: string,
  {clock, signal, seconds}: CheckBounds,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | SetupCheck> {
  const over = new AbortController();
  const late = new AbortController();
  const bound = AbortSignal.any([late.signal, ...(signal ? [signal] : [])]);
  const timer = clock
    .sleep(seconds * 1000, AbortSignal.any([over.signal, ...(signal ? [signal] : [])]))
    .then((): SetupCheck => {
      late.abort(new Error(`no answer within ${seconds} s`));
      return {
        name,
        outcome: 'failed',
        detail: `no answer within ${seconds} s`,
        fix: 'run it by hand to see what it waits for; a slow network or a login that asks for something does this',
      };
    });
  // Nobody waits for the timer once the work is done.
  timer.catch(() => undefined);
  try {
    return await Promise.race([work(bound), timer]);
  } catch (error) {
    signal?.throwIfAborted();
    return failedCheck(name, error);
  } finally {
    over.abort();
  }
}

/** The failure of a check that threw, with the error's hint as the way to put it right. */
export function failedCheck(name: string, error: unknown): SetupCheck {
  const {message, hint, output} = errorReport(error);
  const said = output?.trim().split('\n').at(-1);
  return {
    name,
    outcome: 'failed',
    detail: message,
    fix: hint ?? (said === undefined || message.includes(said) ? 'the command above it, run by hand, says more' : said),
  };
}
