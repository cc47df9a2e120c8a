import type {CommandLineCode} from './codes.js';

/**
 * A refusal that names something there is not. What was probably meant is only looked for when it is shown: the start of every command
 * should not load what that takes.
 */
export class UnknownName extends Error {
  override readonly name = 'UnknownName';
  constructor(
    readonly code: CommandLineCode,
    message: string,
    /** What was typed. */
    readonly typed: string,
    /** What could have been. */
    readonly names: readonly string[],
    /** The hint when nothing is close to what was typed. */
    readonly otherwise: string,
  ) {
    super(message);
  }
}
