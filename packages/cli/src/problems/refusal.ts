import type {Diagnostic} from '@kflow/core';

/**
 * The user's input is at fault and nothing was run: exit 2. Codes of the command line itself are `KF0xx`: `KF001` an unknown command,
 * `KF002` an unknown flag, `KF003` a bad or missing value, `KF004` bad arguments, `KF005` not confirmed.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    /** At least one error; warnings may stand among them. */
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(diagnostics.map(({message}) => message).join('; '));
  }
}

/** A refusal for one problem that has no place in a file. */
export function refuse(code: string, message: string, hint?: string): Refusal {
  return new Refusal([{code, severity: 'error', message, ...(hint === undefined ? {} : {hint})}]);
}
