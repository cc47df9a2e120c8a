import * as Flags from '@oclif/core/flags';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {rolloutFlags} from '../operation-flags.js';
import {runRollout} from '../run-rollout.js';
import {noDepsFlag, selectionOf} from '../selection.js';

export default class Apply extends KflowCommand {
  static override group = 'change' as const;
  static override summary = 'bring resources up, in order, and wait until they are ready';
  static override description =
    'Makes sure of the namespaces, runs the steps in the order that `kflow plan` shows, and waits for what they roll out. What was named takes ' +
    'along what it depends on. Exits 1 when anything failed.';
  static override examples = [
    'kflow apply',
    "kflow apply web 'db-*'",
    'kflow apply --dry-run',
    'kflow apply --resume',
    'kflow apply --timeout 10m --json',
  ];
  static override args = nameArgs();
  static override flags = {
    ...noDepsFlag,
    ...rolloutFlags,
    resume: Flags.boolean({
      summary:
        'go on where the last apply failed or was cut off: what it did and has not changed since is not done again',
    }),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Apply);
    return runRollout({operation: 'apply', ...selectionOf(args, flags)}, flags);
  }
}
