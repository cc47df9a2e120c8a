import {join, resolve} from 'node:path';
import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import {writeScaffold} from '@kflow/core/node';
import type {Scaffold} from '@kflow/core';
import {askForProject} from '../init/ask-for-project.js';
import {initReport} from '../init/init-report.js';
import {initRequest} from '../init/init-request.js';
import {makeScaffold, refuseExisting} from '../init/make-scaffold.js';
import {Prompter} from '../init/prompter.js';
import {askForRunner} from '../init/runner-package/ask-for-runner.js';
import {makeRunnerPackage} from '../init/runner-package/make-runner-package.js';
import {printRunnerPackage} from '../init/runner-package/print-runner-package.js';
import {runnerPackageReport} from '../init/runner-package/runner-package-report.js';
import {runnerRequest} from '../init/runner-package/runner-request.js';
import type {RunnerRequest} from '../init/runner-package/runner-request.js';
import {printDryRun, printWritten, showLeftOut} from '../init/show-scaffold.js';
import {Interrupt} from '../interrupt.js';
import {KflowCommand} from '../kflow-command.js';
import type {ExitCode} from '../kflow-command.js';
import {refuse} from '../problems/refusal.js';
import {showWarnings} from '../show-warnings.js';
import {printJson} from '../terminal/print-json.js';
import {openTerminal} from '../terminal/terminal.js';
import type {Terminal} from '../terminal/terminal.js';

export default class Init extends KflowCommand {
  static override group = 'start' as const;
  static override summary = 'begin a project, from nothing or from manifests; or a runner package';
  static override description =
    'Writes a root config and its first resources, checked before they are written. On a terminal it asks for what the flags do not say; ' +
    'without one, and with --yes, it asks nothing. --from sorts a directory of manifests, kustomizations and charts into resources and ' +
    'phases, with the dependencies that their references prove; the files stay where they are, and go to kubectl as they are. ' +
    '--runner writes an npm package with a runner instead, its test and all that it needs to be built and published. ' +
    'No file is ever overwritten. Needs no cluster.';
  static override examples = [
    'kflow init',
    'kflow init --from manifests',
    'kflow init shop --yes --name web --namespace shop',
    'kflow init --from ~/cluster --dry-run',
    'kflow init --chart ./charts/web --name web',
    'kflow init --runner seed-data --name @acme/kflow-seed-data --class SeedDataRunner',
  ];
  static override args = {
    // oclif would wait for it on standard input.
    dir: Args.string({ignoreStdin: true, description: 'where the project or the package goes (default: here)'}),
  };
  static override flags = {
    from: Flags.string({summary: 'sort what is in a directory into resources and phases', helpValue: 'DIR'}),
    name: Flags.string({
      summary: "the first resource's name, with --runner the package's (default: the directory's)",
      helpValue: 'NAME',
    }),
    namespace: Flags.string({
      summary: 'its namespace; with --from, of what names none (default: default)',
      helpValue: 'NAME',
    }),
    phases: Flags.string({summary: 'the phases, in order (default: cluster,data,apps,edge)', helpValue: 'A,B,...'}),
    chart: Flags.string({summary: 'a helm chart instead of an example: a path, oci://..., a name', helpValue: 'CHART'}),
    repo: Flags.string({summary: "the chart's repository", helpValue: 'URL'}),
    runner: Flags.boolean({summary: 'write an npm package with a runner'}),
    class: Flags.string({summary: "with --runner, the class (default: from the package's name)", helpValue: 'NAME'}),
  };

  async run(): Promise<ExitCode> {
    const {args, flags} = await this.parse(Init);
    const terminal = openTerminal(flags);
    const asks = !flags.yes && !flags.json && process.stdin.isTTY === true && process.stderr.isTTY === true;
    if (flags.runner) return await initRunner(runnerRequest(resolve(args.dir ?? '.'), flags), asks, flags, terminal);
    // KFLOW_CONFIG may well be that of another project.
    const config =
      args.dir === undefined ? resolve(flags.config || 'kflow.yaml') : join(resolve(args.dir), 'kflow.yaml');
    const given = initRequest(config, flags);
    // Before anybody answers questions in vain.
    refuseExisting({files: [{path: config, text: ''}]});
    const {request, scaffold, warnings} = await prompted(asks, async (prompter, signal) => {
      const request = prompter ? await askForProject(given, prompter) : given;
      return {request, ...(await makeScaffold(request, signal))};
    });
    if (!flags['dry-run']) write(scaffold);
    if (flags.json) {
      printJson(terminal.out, initReport(scaffold, warnings, !flags['dry-run']));
      return 0;
    }
    showLeftOut(scaffold.leftOut, terminal);
    showWarnings(warnings, terminal);
    if (flags['dry-run']) printDryRun(scaffold, terminal);
    else printWritten(scaffold, request.from !== undefined, terminal);
    return 0;
  }
}

/** `kflow init --runner`. */
async function initRunner(
  given: RunnerRequest,
  asks: boolean,
  flags: {json: boolean; 'dry-run': boolean},
  terminal: Terminal,
): Promise<ExitCode> {
  // Before anybody answers questions in vain.
  refuseExisting({files: [{path: join(given.dir, 'package.json'), text: ''}]});
  const request = await prompted(asks, async (prompter) => (prompter ? await askForRunner(given, prompter) : given));
  const made = makeRunnerPackage(request);
  refuseExisting(made);
  if (!flags['dry-run']) write(made);
  if (flags.json) printJson(terminal.out, runnerPackageReport(made, !flags['dry-run']));
  else if (flags['dry-run']) printDryRun(made, terminal);
  else printRunnerPackage(made, terminal);
  return 0;
}

/** Does something with one who asks, or without; ends when the user interrupts. */
async function prompted<T>(
  asks: boolean,
  work: (prompter: Prompter | undefined, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return await Interrupt.around(async (signal) => {
    const prompter = asks ? new Prompter(process.stderr, process.stdin, signal) : undefined;
    try {
      return await work(prompter, signal);
    } finally {
      prompter?.close();
    }
  });
}

function write(made: Pick<Scaffold, 'files'>): void {
  try {
    writeScaffold(made);
  } catch (error) {
    throw refuse('KF013', `nothing was written: ${(error as Error).message}`);
  }
}
