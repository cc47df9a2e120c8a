import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {listProject} from '../list-project.js';
import {readProject} from '../project.js';
import {showWarnings} from '../show-warnings.js';
import {printTable} from '../tables/table.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

export default class List extends KflowCommand {
  static override group = 'project' as const;
  static override exits = [0, 2] as const;
  static override summary = 'list phases and resources';
  static override description = 'Runs no code of yours and asks no cluster.';
  static override examples = ['kflow list', 'kflow list --json'];

  async run(): Promise<ExitCode> {
    const {flags} = await this.parse(List);
    const terminal = openTerminal(flags);
    const {project, graph, fileWarnings} = await readProject(flags.config);
    showWarnings([...fileWarnings, ...graph.diagnostics], terminal);
    const listing = listProject(project, graph);
    if (flags.json) {
      printJson(terminal.out, listing);
      return 0;
    }
    printTable(
      terminal.out,
      ['resource', 'phase', 'namespace', 'steps', 'depends on'],
      listing.resources.map(({name, phase, namespace, steps, dependsOn}) => [
        name,
        phase,
        namespace,
        steps.map((step) => step.name).join(', '),
        dependsOn.join(', '),
      ]),
    );
    return 0;
  }
}
