import {Flags} from '@oclif/core';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {executeOptions, operationFlags} from '../operation-flags.js';
import {planFor, readProject} from '../project.js';
import {runOperation} from '../run-operation.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Reload extends KflowCommand {
  static override group = 'change' as const;
  static override summary = 'apply everything again, then restart, so that new ConfigMaps and Secrets are read';
  static override description =
    'Deletes nothing. Restarts what `kflow restart` would. Runners ' +
    'run their `reload` hook. What was named takes along what it depends on.';
  static override examples = ['kflow reload', 'kflow reload web --no-deps', 'kflow reload --dry-run'];
  static override args = nameArgs();
  static override flags = {
    'no-deps': Flags.boolean({summary: 'only what was named, without what it depends on'}),
    ...operationFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Reload);
    const options = executeOptions(flags);
    const loaded = await readProject(flags.config);
    const plan = planFor(loaded, {
      operation: 'reload',
      targets: args.names,
      ...(flags['no-deps'] ? {deps: false} : {}),
    });
    return runOperation({loaded, plan, flags, options, terminal: openTerminal(flags)});
  }
}
