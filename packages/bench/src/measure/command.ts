/** A command line to measure. */
export interface Command {
  file: string;
  args: readonly string[];
  cwd: string;
}

/** The command went wrong: the message has what it printed last. */
export class CommandFailed extends Error {
  override name = 'CommandFailed';
}
