import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {rolloutFlags} from '../operation-flags.js';
import {runRollout} from '../run-rollout.js';
import {noDepsFlag, selectionOf} from '../selection.js';

export default class Helm extends KflowCommand {
  static override group = 'change' as const;
  static override summary =
    '`helm upgrade --install` of helm-backed resources, in order, and wait until they are ready';
  static override description =
    'Runs the helm steps alone, and leaves out resources that have none. What was named takes along what it depends on.';
  static override examples = ['kflow helm', 'kflow helm longhorn --no-deps', 'kflow helm --dry-run'];
  static override args = nameArgs();
  static override flags = {
    ...noDepsFlag,
    ...rolloutFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Helm);
    return runRollout({operation: 'helm', ...selectionOf(args, flags)}, flags);
  }
}
