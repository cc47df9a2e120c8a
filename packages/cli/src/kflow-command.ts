import {Command} from '@oclif/core';
import type {CommandGroup} from './command-group.js';
import {globalFlags} from './global-flags.js';

/** What a command exits with: 0 it is so, 1 something failed or is unhealthy, 2 the user's input is at fault, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** The base of every command: the global flags, and errors that go to main.ts, which shows them. */
export abstract class KflowCommand extends Command {
  static override baseFlags = globalFlags;

  /** Its heading in `kflow --help`. */
  static group: CommandGroup = 'change';

  /** What it may exit with. */
  static exits: readonly ExitCode[] = [0, 1, 2, 130];

  /** The words that a flag or an argument takes, by name, for the completion of shells. */
  static choices: {[name: string]: readonly string[]} = {};

  abstract override run(): Promise<ExitCode>;

  /** oclif would print the error and set an exit code of its own. */
  protected override async catch(error: Error): Promise<never> {
    throw error;
  }
}
