import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {rolloutFlags} from '../operation-flags.js';
import {runRollout} from '../run-rollout.js';
import {noDepsFlag, selectionOf} from '../selection.js';

export default class Reload extends KflowCommand {
  static override group = 'change' as const;
  static override summary = 'apply everything again, then restart, so that new ConfigMaps and Secrets are read';
  static override description =
    'Deletes nothing. Restarts what `kflow restart` would. Runners ' +
    'run their `reload` hook. What was named takes along what it depends on.';
  static override examples = ['kflow reload', 'kflow reload web --no-deps', 'kflow reload --dry-run'];
  static override args = nameArgs();
  static override flags = {
    ...noDepsFlag,
    ...rolloutFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Reload);
    return runRollout({operation: 'reload', ...selectionOf(args, flags)}, flags);
  }
}
