import * as Args from '@oclif/core/args';
import type {Diagnostic} from '@kflow/core';
import type {RunnerRegistry} from '@kflow/exec';
import {describeRunner} from '../../describe-runner/describe-runner.js';
import {printRunner} from '../../describe-runner/print-runner.js';
import {KflowCommand} from '../../kflow-command.js';
import type {ExitCode} from '../../kflow-command.js';
import {didYouMean} from '../../problems/did-you-mean.js';
import {Refusal} from '../../problems/refusal.js';
import {findRunners} from '../../runners.js';
import {printJson} from '../../terminal/print-json.js';
import {openTerminal} from '../../terminal/terminal.js';

export default class DescribeRunner extends KflowCommand {
  static override group = 'project' as const;
  static override summary = 'tell of a runner: its hooks, its config, a step to paste';
  static override description =
    'What it does, where it is from and in which version, the hooks that it has, the fields of its config, and a step as YAML to paste into a resource. ' +
    'Loads the runner modules, which runs the code at their top level. Asks no cluster.';
  static override examples = [
    'kflow runners describe PostgresDatabase',
    'kflow runners describe PostgresDatabase --json',
  ];
  static override args = {
    // oclif would wait for it on standard input.
    runner: Args.string({ignoreStdin: true, required: true, description: 'the runner, as `kflow runners` lists it'}),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(DescribeRunner);
    const terminal = openTerminal(flags);
    // Who asks may have a step whose config does not fit yet, or another module that is broken: neither is in the way.
    const {project, registry, diagnostics} = await findRunners(flags.config);
    const runner = registry.find(args.runner);
    if (!runner) throw unknownRunner(args.runner, registry, diagnostics);
    const description = describeRunner(runner, project);
    if (flags.json) printJson(terminal.out, description);
    else printRunner(description, terminal.out);
    return 0;
  }
}

function unknownRunner(typed: string, registry: RunnerRegistry, diagnostics: readonly Diagnostic[]): Refusal {
  const names = registry.all().map(({name}) => name);
  const found =
    names.length === 0
      ? 'no runners were found: name their modules under `runners` of the root config, or with `file` of a step'
      : `found: ${names.map((name) => `\`${name}\``).join(', ')}`;
  const hint = [didYouMean(typed, names), found].filter((each) => each !== undefined).join(' ');
  return new Refusal([
    // It may be in a module that could not be loaded.
    ...diagnostics.filter(({code, severity}) => severity === 'error' && code !== 'KF613'),
    {code: 'KF613', severity: 'error', message: `there is no runner \`${typed}\``, hint},
  ]);
}
