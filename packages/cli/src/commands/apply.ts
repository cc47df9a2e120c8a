import {Flags} from '@oclif/core';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {executeOptions, rolloutFlags} from '../operation-flags.js';
import {planFor, readProject} from '../project.js';
import {runOperation} from '../run-operation.js';
import {openTerminal} from '../terminal/terminal.js';

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
    'kflow apply --timeout 10m --json',
  ];
  static override args = nameArgs();
  static override flags = {
    'no-deps': Flags.boolean({summary: 'only what was named, without what it depends on'}),
    ...rolloutFlags,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Apply);
    const options = executeOptions(flags);
    const loaded = await readProject(flags.config);
    const plan = planFor(loaded, {operation: 'apply', targets: args.names, ...(flags['no-deps'] ? {deps: false} : {})});
    return runOperation({loaded, plan, flags, options, terminal: openTerminal(flags)});
  }
}
