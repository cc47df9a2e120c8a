/** Whose fault it is: `user` exits 2 when nothing ran yet, `external` (a tool or the cluster) exits 1, `bug` exits 1 and asks for a report. */
export type ErrorFamily = 'user' | 'external' | 'bug';

/** The command behind an external error; everything masked. */
export interface FailedCommand {
  /** Quoted for a POSIX shell. */
  text: string;
  exitCode: number;
  /** The last lines of stderr (stdout when stderr was empty). */
  output: string;
}

const brand = Symbol.for('kflow.error');

/** An error that says what happened, why, and what to do. Masked when it is made. */
export class KflowError extends Error {
  readonly [brand] = true;
  readonly family: ErrorFamily;
  /** `KF7xx` a tool, `KF8xx` the cluster, `KF9xx` kflow itself; for user errors the diagnostics' codes. */
  readonly code: string;
  readonly hint?: string;
  readonly command?: FailedCommand;

  constructor(
    family: ErrorFamily,
    code: string,
    message: string,
    options: {hint?: string; command?: FailedCommand; cause?: unknown} = {},
  ) {
    super(message, options.cause === undefined ? undefined : {cause: options.cause});
    this.name = 'KflowError';
    this.family = family;
    this.code = code;
    if (options.hint !== undefined) this.hint = options.hint;
    if (options.command !== undefined) this.command = options.command;
  }
}

/** Recognises a KflowError of any copy of this package. */
export function isKflowError(value: unknown): value is KflowError {
  return typeof value === 'object' && value !== null && brand in value;
}
