/** Output that could not be written. */
export interface OutputFailure {
  stream: 'stdout' | 'stderr';
  error: NodeJS.ErrnoException;
}

/**
 * Keeps a stream that cannot be written to from ending a run half way: a reader that went away (`| head`) is no failure, anything else
 * (a full disk) is told at the end. Gives what waits until everything is written, and resolves to the first failure.
 */
export function watchOutput(
  streams: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): () => Promise<OutputFailure | undefined> {
  let failure: OutputFailure | undefined;
  for (const stream of ['stdout', 'stderr'] as const) {
    // oclif has a listener that throws.
    streams[stream].removeAllListeners('error');
    streams[stream].on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') failure ??= {stream, error};
    });
  }
  return async () => {
    await Promise.all([streams.stdout, streams.stderr].map((stream) => new Promise((done) => stream.write('', done))));
    return failure;
  };
}
