import {renderDot, renderJson, renderOrder, renderTree} from '@kflow/core';
import {Flags} from '@oclif/core';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {choiceFlag} from '../flag-values.js';
import {planFor, readProject} from '../project.js';
import type {LoadedProject} from '../project.js';
import {showWarnings} from '../show-warnings.js';
import {openTerminal} from '../terminal/terminal.js';

/** How each format is made. */
const formats = {
  tree: ({project, graph}: LoadedProject) => renderTree(project, graph),
  order: (loaded: LoadedProject) => renderOrder(planFor(loaded, {operation: 'apply'})),
  dot: ({project, graph}: LoadedProject) => renderDot(project, graph),
  json: ({graph}: LoadedProject) => renderJson(graph),
};

export default class Graph extends KflowCommand {
  static override group = 'project' as const;
  static override exits = [0, 2] as const;
  static override summary = 'show what depends on what';
  static override description =
    'Runs no code of yours and asks no cluster. `--format dot` is for graphviz: kflow graph --format dot | dot -Tsvg > graph.svg';
  static override examples = [
    'kflow graph',
    'kflow graph --format order',
    'kflow graph --format dot | dot -Tsvg > graph.svg',
  ];
  static override choices = {format: Object.keys(formats)};
  static override flags = {
    format: Flags.string({summary: `tree (default), order, dot or json`, helpValue: 'FORMAT'}),
  };

  async run(): Promise<ExitCode> {
    const {flags} = await this.parse(Graph);
    const terminal = openTerminal(flags);
    const format = choiceFlag(
      'format',
      flags.format ?? (flags.json ? 'json' : 'tree'),
      Object.keys(formats) as (keyof typeof formats)[],
    );
    const loaded = await readProject(flags.config);
    showWarnings([...loaded.fileWarnings, ...loaded.graph.diagnostics], terminal);
    terminal.out.line(formats[format](loaded).trimEnd());
    return 0;
  }
}
