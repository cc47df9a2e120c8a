import {Command} from '@oclif/core/command';
import {parse} from '@oclif/core/parser';
import type {CommandGroup} from './command-group.js';
import {globalFlags} from './global-flags.js';
import {dropOtherListeners} from './terminal/output-failure.js';

/** What a command exits with: 0 it is so, 1 something failed or is unhealthy, 2 the user's input is at fault, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

/** The base of every command: the global flags, and errors that go to main.ts, which shows them. run-command.ts runs it. */
export abstract class KflowCommand extends Command {
  static override baseFlags = globalFlags;

  /** Its heading in `kflow --help`. */
  static group: CommandGroup = 'change';

  /** What it may exit with. */
  static exits: readonly ExitCode[] = [0, 1, 2, 130];

  /** The words that a flag or an argument takes, by name, for the completion of shells. */
  static choices: {[name: string]: readonly string[]} = {};

  abstract override run(): Promise<ExitCode>;

  constructor(argv: string[]) {
    // Without a Config, of which oclif would make a logger that nothing here writes to.
    super(argv, undefined as never);
    dropOtherListeners();
  }

  /** As oclif's own, which would ask the Config for hooks first. */
  protected override parse: Command['parse'] = async (options, argv = this.argv) => {
    const {baseFlags, flags} = options!;
    return parse(argv, {...options!, context: this, flags: {...baseFlags, ...flags} as typeof flags});
  };
}
