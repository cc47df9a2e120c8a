/** Output that could not be written. */
export interface OutputFailure {
  stream: 'stdout' | 'stderr';
  error: NodeJS.ErrnoException;
}

type Streams = Pick<NodeJS.Process, 'stdout' | 'stderr'>;

/** The listeners of this module, which stay. */
const own = new WeakSet<object>();

/** Takes away the listeners that others have for output that fails: oclif has one, from its being loaded on, that throws. */
export function dropOtherListeners(streams: Streams = process): void {
  for (const stream of [streams.stdout, streams.stderr]) {
    for (const listener of stream.listeners('error')) {
      if (!own.has(listener)) stream.off('error', listener as () => void);
    }
  }
}

/**
 * Keeps a stream that cannot be written to from ending a run half way: a reader that went away (`| head`) is no failure, anything else
 * (a full disk) is told at the end. Gives what waits until everything is written, and resolves to the first failure.
 */
export function watchOutput(streams: Streams = process): () => Promise<OutputFailure | undefined> {
  let failure: OutputFailure | undefined;
  dropOtherListeners(streams);
  for (const stream of ['stdout', 'stderr'] as const) {
    const listener = (error: NodeJS.ErrnoException): void => {
      if (error.code !== 'EPIPE') failure ??= {stream, error};
    };
    own.add(listener);
    streams[stream].on('error', listener);
  }
  return async () => {
    await Promise.all([streams.stdout, streams.stderr].map((stream) => new Promise((done) => stream.write('', done))));
    return failure;
  };
}
