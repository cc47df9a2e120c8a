import * as Flags from '@oclif/core/flags';
import type {Operation} from '@kflow/core';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {choiceFlag} from '../flag-values.js';
import {nameArgs} from '../name-args.js';
import {planFor, readProject} from '../project.js';
import {noDepsFlag, selectionOf} from '../selection.js';
import {showWarnings} from '../show-warnings.js';
import {printPlan} from '../tables/plan-table.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

const operations = ['apply', 'destroy', 'restart', 'reload', 'helm'] as const satisfies readonly Operation[];

export default class Plan extends KflowCommand {
  static override group = 'project' as const;
  static override exits = [0, 2] as const;
  static override summary = 'show what would be done, in order';
  static override description =
    'Resolves names, dependencies and phases to the steps in the order in which they run. Runs no code of yours and asks no cluster: the same ' +
    'config gives the same plan, always.';
  static override examples = [
    'kflow plan',
    "kflow plan 'db-*' --no-deps",
    'kflow plan --for destroy',
    'kflow plan --json',
  ];
  static override choices = {for: operations};
  static override args = nameArgs();
  static override flags = {
    for: Flags.string({
      summary: 'the operation: apply (default), destroy, restart, reload or helm',
      helpValue: 'OPERATION',
      default: 'apply',
    }),
    ...noDepsFlag,
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Plan);
    const terminal = openTerminal(flags);
    const operation = choiceFlag('for', flags.for, operations);
    const loaded = await readProject(flags.config);
    const plan = planFor(loaded, {operation, ...selectionOf(args, flags)});
    // The plan carries those of the graph.
    showWarnings(flags.json ? loaded.fileWarnings : [...loaded.fileWarnings, ...plan.diagnostics], terminal);
    if (flags.json) printJson(terminal.out, plan);
    else printPlan(plan, terminal);
    return 0;
  }
}
