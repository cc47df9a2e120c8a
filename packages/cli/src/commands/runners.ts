import {checkRunnerConfigs} from '@kflow/exec';
import {listedRunner, originOf} from '../describe-runner/listed-runner.js';
import type {RunnerList} from '../json-output/runner-list.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {Refusal} from '../problems/refusal.js';
import {checkStepKinds, findRunners} from '../runners.js';
import {listStepKinds} from '../list-step-kinds.js';
import {displayPath} from '../terminal/display-path.js';
import {Interrupt} from '../interrupt.js';
import {showWarnings} from '../show-warnings.js';
import {printTable} from '../tables/table.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Runners extends KflowCommand {
  static override group = 'project' as const;
  static override summary = 'list the runners that were found, and the step kinds of plugins';
  static override description =
    'Loads the modules of runners and plugins, which runs the code at their top level. Asks no cluster. `kflow runners describe NAME` tells of one of them.';
  static override examples = ['kflow runners', 'kflow runners --json', 'kflow runners describe NAME'];

  async run(): Promise<ExitCode> {
    const {flags} = await this.parse(Runners);
    const terminal = openTerminal(flags);
    const {project, registry, fileWarnings, diagnostics} = await findRunners(flags.config);
    const stepKinds = listStepKinds(project);
    const {diagnostics: ofPlugins} = await Interrupt.around((signal) => checkStepKinds(project, signal));
    const all = [...fileWarnings, ...diagnostics, ...(await checkRunnerConfigs(project, registry)), ...ofPlugins];
    if (all.some(({severity}) => severity === 'error')) throw new Refusal(all);
    showWarnings(all, terminal);
    const runners = registry.all().map(listedRunner);
    if (flags.json) {
      printJson(terminal.out, {runners, ...(stepKinds.length === 0 ? {} : {stepKinds})} satisfies RunnerList);
      return 0;
    }
    if (runners.length === 0 && stepKinds.length === 0) {
      terminal.err.line(
        'no runners: `runners` of the root config, or `file` of a runner step, names modules that have some',
      );
    } else if (runners.length > 0) {
      printTable(
        terminal.out,
        ['runner', 'hooks', 'from', 'description'],
        runners.map((runner) => [runner.name, runner.hooks.join(', '), originOf(runner), runner.description ?? '']),
      );
    }
    if (stepKinds.length > 0) {
      printTable(
        terminal.out,
        ['step kind', 'plugin', 'handler', 'description'],
        stepKinds.map(({name, plugin, version, handler, description}) => [
          name,
          version === undefined ? plugin : `${plugin} ${version}`,
          displayPath(handler),
          description,
        ]),
      );
    }
    return 0;
  }
}
