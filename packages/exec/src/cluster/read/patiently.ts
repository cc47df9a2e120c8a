import type {Clock} from '../../ports/clock.js';
import {Backoff} from './backoff.js';
import {isTransient, readFailureOf} from './read-error.js';

/** Milliseconds for which a read is tried again: an API server that restarts, or a proxy that has to be started anew, takes less. */
const patience = 30_000;

/**
 * Reads, and reads again while that fails of what passes (no connection, an answer that was cut off, 429, 5xx): a wait of minutes must not fail
 * of one answer.
 *
 * @param signal ends the trying
 */
export async function patiently<Result>(
  clock: Clock,
  signal: AbortSignal,
  read: () => Promise<Result>,
): Promise<Result> {
  const backoff = new Backoff(200, 5_000);
  const began = clock.monotonic();
  for (;;) {
    try {
      return await read();
    } catch (error) {
      const failure = readFailureOf(error);
      const delay = backoff.next();
      const isLate = clock.monotonic() - began + delay > patience;
      if (failure === undefined || !isTransient(failure) || isLate || signal.aborted) throw error;
      await clock.sleep(delay, signal);
    }
  }
}
