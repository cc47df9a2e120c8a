import {setTimeout as delay} from 'node:timers/promises';

/** How long and how often to ask. */
export interface WaitForOptions {
  /** Seconds until it gives up. Default 120. */
  timeout?: number;
  /** Seconds between two questions. Default 3. */
  interval?: number;
  /** Ends the waiting. Hand `ctx.signal` over, so that an interrupted run does not wait on. */
  signal?: AbortSignal;
}

/**
 * Asks until the answer is true, at least once.
 *
 * @param predicate not asked again before it has answered; what it throws ends the waiting
 * @returns true as soon as the predicate says so, false when the time is over
 * @throws the signal's reason when it aborts
 */
export async function waitFor(
  predicate: () => boolean | Promise<boolean>,
  {timeout = 120, interval = 3, signal}: WaitForOptions = {},
): Promise<boolean> {
  const deadline = performance.now() + timeout * 1000;
  for (;;) {
    signal?.throwIfAborted();
    if (await unlessAborted(predicate, signal)) return true;
    const left = deadline - performance.now();
    if (left <= 0) return false;
    await unlessAborted(() => delay(Math.min(interval * 1000, left), undefined, {signal}), signal);
  }
}

/** The work's result, or the signal's reason as soon as it aborts, even if the work never ends. */
async function unlessAborted<Result>(
  work: () => Result | Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return await work();
  let stop: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, {once: true});
  });
  try {
    return await Promise.race([aborted, work()]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
