import type {Clock} from '../../ports/clock.js';

/** A read that only adds detail: undefined when it fails, takes longer than `milliseconds`, or is aborted. */
export async function boundedRead<T>(
  clock: Clock,
  reading: () => Promise<T>,
  signal?: AbortSignal,
  milliseconds = 5_000,
): Promise<T | undefined> {
  const over = new AbortController();
  const end = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
  const nothing = (): undefined => undefined;
  try {
    return await Promise.race([reading().catch(nothing), clock.sleep(milliseconds, end).then(nothing, nothing)]);
  } finally {
    over.abort();
  }
}
