/**
 * Something that a user of the sandbox can understand and act upon: `message` says what happened and why, `hint` what to do.
 * `usage` marks a mistake on the command line (exit 2); everything else is exit 1.
 */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';

  constructor(
    message: string,
    readonly hint?: string,
    readonly usage = false,
  ) {
    super(message);
  }
}
