import {Flags} from '@oclif/core';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {executeOptions, rolloutFlags} from '../operation-flags.js';
import {planFor, readProject} from '../project.js';
import {runOperation} from '../run-operation.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Helm extends KflowCommand {
  static override group = 'change' as const;
  static override summary =
    '`helm upgrade --install` of helm-backed resources, in order, and wait until they are ready';
  static override description =
    'Runs the helm steps alone, and leaves out resources that have none. What was named takes along what it depends on.';
  static override examples = ['kflow helm', 'kflow helm longhorn --no-deps', 'kflow helm --dry-run'];
  static override args = nameArgs();
  static override flags = {
    'no-deps': Flags.boolean({summary: 'only what was named, without what it depends on'}),
    ...rolloutFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Helm);
    const options = executeOptions(flags);
    const loaded = await readProject(flags.config);
    const plan = planFor(loaded, {operation: 'helm', targets: args.names, ...(flags['no-deps'] ? {deps: false} : {})});
    return runOperation({loaded, plan, flags, options, terminal: openTerminal(flags)});
  }
}
