/** What a hook printed is not of the protocol. Its `hint` is shown in place of where it was thrown. */
export class ProtocolError extends Error {
  readonly hint: string;

  constructor(
    message: string,
    hint = 'docs/command-runners.md lists the messages; what is not for kflow belongs on standard error',
  ) {
    super(message);
    this.hint = hint;
  }
}
