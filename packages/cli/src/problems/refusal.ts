import type {Diagnostic} from '@kflow/core';
import type {CommandLineCode} from './codes.js';

/** The user's input is at fault and nothing was run: exit 2. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    /** At least one error; warnings may stand among them. */
    readonly diagnostics: readonly Diagnostic[],
  ) {
    super(diagnostics.map(({message}) => message).join('; '));
  }
}

/** A refusal for one problem of the command line. */
export function refuse(code: CommandLineCode, message: string, hint?: string): Refusal {
  return new Refusal([{code, severity: 'error', message, ...(hint === undefined ? {} : {hint})}]);
}
