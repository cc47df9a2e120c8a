import {setTimeout as delay} from 'node:timers/promises';

/** How long and how often to ask. */
export interface UntilOptions {
  /** Milliseconds between two questions. */
  every: number;
  /** When to give up, as `Date.now()` has it. */
  deadline: number;
  signal: AbortSignal;
  /** What did not come true, for the error. */
  what: string;
}

/**
 * Asks until the answer is `true`. A question that throws counts as a no, and its error is told if that was the last one.
 * Throws an Error at the deadline and the signal's reason when that aborts.
 */
export async function until(check: () => Promise<boolean>, options: UntilOptions): Promise<void> {
  let last = '';
  for (;;) {
    options.signal.throwIfAborted();
    try {
      if (await check()) return;
      last = '';
    } catch (error) {
      last = ` (${(error as Error).message})`;
    }
    if (Date.now() > options.deadline) throw new Error(`${options.what} did not happen in time${last}`);
    await delay(options.every, undefined, {signal: options.signal}).catch(() => undefined);
  }
}
