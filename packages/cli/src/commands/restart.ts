import * as Flags from '@oclif/core/flags';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {rolloutFlags} from '../operation-flags.js';
import {runRollout} from '../run-rollout.js';

export default class Restart extends KflowCommand {
  static override group = 'change' as const;
  static override summary = 'restart workloads, in order, and wait until they are ready again';
  static override description =
    'Calls `kubectl rollout restart` on the `workloads` of each resource, else on what its `selector` finds, else on what carries the label of its ' +
    'helm release, else on the workloads in its own manifests; never on a whole namespace. Runs the `restart` hooks of runners. Takes just what was named. Applies nothing: see `kflow reload`.';
  static override examples = ['kflow restart web', "kflow restart 'db-*' --with-deps", 'kflow restart --dry-run'];
  static override args = nameArgs();
  static override flags = {
    'with-deps': Flags.boolean({summary: 'what it depends on, too'}),
    ...rolloutFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Restart);
    return runRollout({operation: 'restart', targets: args.names, deps: flags['with-deps']}, flags);
  }
}
