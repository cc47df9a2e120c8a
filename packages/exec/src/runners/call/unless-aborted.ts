/**
 * The work's result, or a rejection with the signal's reason once it aborts, for work that may not know the signal.
 *
 * @param grace how long the work may still take to end by itself after that; its signal aborts when it did. Default: not at all
 */
export async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
  grace: (over: AbortSignal) => Promise<void> = async () => {},
): Promise<Result> {
  if (!signal) return await work;
  const over = new AbortController();
  let stop: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      const giveUp = (): void => reject(signal.reason);
      void grace(over.signal).then(giveUp, giveUp);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, {once: true});
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    over.abort();
    signal.removeEventListener('abort', stop);
  }
}
