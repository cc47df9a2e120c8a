import {
  mermaidLimits,
  renderDot,
  renderHtml,
  renderJson,
  renderMermaid,
  renderOrder,
  renderSvg,
  renderTree,
} from '@kflow/core';
import type {Graph as DependencyGraph, Project, ResourceStates} from '@kflow/core';
import * as Flags from '@oclif/core/flags';
import {choiceFlag} from '../flag-values.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {nameArgs} from '../name-args.js';
import {refuse} from '../problems/refusal.js';
import {planFor, readProject, selectedGraph} from '../project.js';
import {noDepsFlag, selectionOf} from '../selection.js';
import {showWarnings} from '../show-warnings.js';
import {showProblem} from '../terminal/show-problem.js';
import {openTerminal} from '../terminal/terminal.js';

/** How each format but `order` is made. */
const pictures = {
  tree: renderTree,
  dot: renderDot,
  mermaid: renderMermaid,
  svg: renderSvg,
  html: renderHtml,
  json: (_: Project, graph: DependencyGraph, states?: ResourceStates) => renderJson(graph, states),
};
const formats = ['tree', 'order', 'dot', 'mermaid', 'svg', 'html', 'json'] as const;

export default class Graph extends KflowCommand {
  static override group = 'project' as const;
  static override exits = [0, 1, 2, 130] as const;
  static override summary = 'show what depends on what';
  static override description =
    'With names, just these and what they depend on. `svg` and `html` are files that need nothing else; `html` has search, zoom and details. Runs no ' +
    'code of yours and asks no cluster, unless `--status` colours the resources by what `kflow health` finds.';
  static override examples = [
    'kflow graph',
    'kflow graph --format order',
    'kflow graph --format html > graph.html',
    'kflow graph web --format svg --status > web.svg',
    'kflow graph --format dot | dot -Tsvg > graph.svg',
  ];
  static override choices = {format: formats};
  static override args = nameArgs();
  static override flags = {
    format: Flags.string({summary: `tree (default), order, dot, mermaid, svg, html or json`, helpValue: 'FORMAT'}),
    ...noDepsFlag,
    status: Flags.boolean({summary: 'colour by live health; runs `health` hooks of runners'}),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Graph);
    const terminal = openTerminal(flags);
    const format = choiceFlag('format', flags.format ?? (flags.json ? 'json' : 'tree'), formats);
    if (format === 'order' && flags.status) {
      throw refuse('KF003', '--status has nothing to colour in --format order', 'leave one of them out');
    }
    const loaded = await readProject(flags.config);
    const selection = selectionOf(args, flags);
    const graph = selectedGraph(loaded, selection);
    showWarnings([...loaded.fileWarnings, ...loaded.graph.diagnostics], terminal);
    if (format === 'order') {
      terminal.out.line(renderOrder(planFor(loaded, {operation: 'apply', ...selection})).trimEnd());
      return 0;
    }
    let states: ResourceStates | undefined;
    if (flags.status) {
      // What asks a cluster takes its time to load, and the other pictures do without.
      const {readStates} = await import('../read-states.js');
      states = await readStates({loaded, graph, flags, terminal});
    }
    const text = pictures[format](loaded.project, graph, states).trimEnd();
    if (format === 'mermaid') warnOfLimits(text);
    terminal.out.line(text);
    return 0;

    function warnOfLimits(chart: string): void {
      const {edges, characters} = mermaidLimits;
      const drawn = chart.split('\n').filter((line) => /^ {2}\w+ (-|~)/.test(line)).length;
      if (drawn <= edges && chart.length <= characters) return;
      const many = `${drawn} edges and ${chart.length} characters`;
      showProblem(
        terminal,
        `${many} are more than Mermaid draws unless it is told to (${edges} and ${characters})`,
        'name some resources, use --format html, or raise maxEdges and maxTextSize where you control Mermaid',
      );
    }
  }
}
