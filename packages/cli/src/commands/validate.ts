import type {Diagnostic, Project} from '@kflow/core';
import * as Flags from '@oclif/core/flags';
import {checkProject} from '../project.js';
import {Interrupt} from '../interrupt.js';
import type {RefusalDocument} from '../json-output/refusal-document.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {countDiagnostics, renderDiagnostics} from '../problems/render-diagnostics.js';
import {jsonDiagnostic} from '../problems/report-failure.js';
import {checkRunners, checkStepKinds} from '../runners.js';
import {count} from '../terminal/count.js';
import {displayPath} from '../terminal/display-path.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';

export default class Validate extends KflowCommand {
  static override group = 'project' as const;
  static override exits = [0, 2, 130] as const;
  static override summary = 'check the config: all of its problems at once';
  static override description =
    'Reads every file, checks it, builds the graph, and loads the modules of runners and plugins to check what the config gives them (loading a module ' +
    'runs the code at its top level; no hook is called). Needs no cluster. Exits 2 when there is an error.';
  static override examples = ['kflow validate', 'kflow validate --strict --json'];
  static override flags = {
    strict: Flags.boolean({summary: 'exit 2 on warnings, too'}),
  };

  async run(): Promise<ExitCode> {
    const {flags} = await this.parse(Validate);
    const terminal = openTerminal(flags);
    const {project, graph, diagnostics} = await checkProject(flags.config);
    const all = [
      ...diagnostics,
      ...(graph?.diagnostics ?? []),
      ...(project ? await Interrupt.around((signal) => diagnosticsOfCode(project, signal)) : []),
    ];
    const bad = all.some(({severity}) => severity === 'error' || flags.strict);
    const valid = !all.some(({severity}) => severity === 'error');
    if (flags.json) {
      printJson(terminal.out, {valid, diagnostics: all.map(jsonDiagnostic)} satisfies RefusalDocument);
      return bad ? 2 : 0;
    }
    for (const line of renderDiagnostics(all, terminal.err.colors)) terminal.err.line(line);
    if (all.length > 0) terminal.err.line(countDiagnostics(all));
    if (valid && project && graph) {
      const {colors} = terminal.out;
      const contents = [
        count(project.resources.length, 'resource'),
        count(graph.nodes.length, 'step'),
        count(graph.phases.length, 'phase'),
      ].join(', ');
      terminal.out.line(
        `${colors.green(terminal.symbols.succeeded)} ${displayPath(project.file)} is valid: ${contents}`,
      );
    }
    return bad ? 2 : 0;
  }
}

/** What is wrong with the code that the config names. */
async function diagnosticsOfCode(project: Project, signal: AbortSignal): Promise<Diagnostic[]> {
  const runners = await checkRunners(project, signal);
  const stepKinds = await checkStepKinds(project, signal);
  return [...runners.diagnostics, ...stepKinds.diagnostics];
}
