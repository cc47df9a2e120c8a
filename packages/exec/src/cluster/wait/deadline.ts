import type {Clock} from '../../ports/clock.js';

/** How long a wait may take. */
export interface Deadline {
  /** Aborts when the time is over. */
  late: AbortSignal;
  /** Aborts when the time is over, or when the caller's own signal does. */
  stop: AbortSignal;
  /** Forgets the timer: to be called however the wait ended. */
  end(): void;
}

/**
 * Starts the time of a wait.
 *
 * @param seconds how long it may take
 * @param signal the caller's own
 * @throws the caller's signal's reason, when it has aborted already
 */
export function startDeadline(clock: Clock, seconds: number, signal?: AbortSignal): Deadline {
  signal?.throwIfAborted();
  const late = new AbortController();
  const over = new AbortController();
  clock.sleep(seconds * 1000, over.signal).then(
    () => late.abort(),
    () => undefined,
  );
  const stop = signal === undefined ? late.signal : AbortSignal.any([late.signal, signal]);
  return {late: late.signal, stop, end: () => over.abort()};
}
