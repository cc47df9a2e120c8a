/**
 * Whether a stream is a terminal on which lines can be taken back: not a pipe or a file, not a dumb terminal, not one that does not tell
 * its size, and not the log of a CI job, which keeps every frame.
 */
export function canMove(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>, env: NodeJS.ProcessEnv): boolean {
  if (!stream.isTTY || !stream.columns || env.TERM === 'dumb') return false;
  return ['', '0', 'false'].includes(env.CI ?? '');
}
