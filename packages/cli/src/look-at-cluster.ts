import {setImmediate} from 'node:timers/promises';
import {createCommandRunner, readKubeconfig} from '@kflow/exec';
import type {Plan, Project} from '@kflow/core';
import type {KflowEvent, Session, StatusRequest} from '@kflow/exec';
import type {GlobalFlagValues} from './global-flags.js';
import {Interrupt} from './interrupt.js';
import type {LoadedProject} from './project.js';
import {foreignText} from './terminal/shown-text.js';
import {showProblem} from './terminal/show-problem.js';
import type {Terminal} from './terminal/terminal.js';

/** Reads the project, and tells of its root config as soon as it can: reading the rest and connecting go side by side then. */
export type Load = (
  onConfig: (config: Pick<Project, 'context'>) => void,
) => Promise<{loaded: LoadedProject; plan: Plan}>;

/** A command that only reads. */
export interface LookRequest<Report> {
  load: Load;
  flags: GlobalFlagValues;
  terminal: Terminal;
  /** `readStatus`, `readHealth` or what reads logs. */
  read(request: StatusRequest): Promise<Report>;
  /** Shows what was read. It is called while the connection ends: neither waits for the other. */
  show?(report: Report): void;
}

/** Starts kubectl, reads the project, connects, reads and disconnects; Ctrl-C ends it. Code that is needed later is loaded while kubectl starts. */
export function lookAtCluster<Report>({load, flags, terminal, read, show}: LookRequest<Report>): Promise<Report> {
  return Interrupt.around(async (signal) => {
    const commands = createCommandRunner();
    const killAll = () => commands.killAll();
    process.once('exit', killAll);
    /** Aborts when the project turns out to have errors: nothing is connected to for it. */
    const unwanted = new AbortController();
    let opening: Promise<Session> | undefined;
    let session: Session | undefined;
    let closing: Promise<void> | undefined;
    try {
      const asked = {commands, signal: AbortSignal.any([signal, unwanted.signal])};
      const kubeconfigView = readKubeconfig({...asked, kubeconfig: flags.kubeconfig, kubectl: 'kubectl'});
      // What fails of these is told of when it is waited for. A config that is wrong comes first.
      kubeconfigView.catch(() => undefined);
      const {DeclaredManifests, clusterOf, openSession, runnersFor} = await import('./look-parts.js');
      const open = (project: Pick<Project, 'context'>): Promise<Session> => {
        const cluster = {...clusterOf(flags, {project}), kubeconfigView, dryRun: flags['dry-run']};
        opening ??= openSession({...cluster, signal: asked.signal}, {commands});
        opening.catch(() => undefined);
        return opening;
      };
      const {loaded, plan} = await load((config) => void open(config));
      const manifests = new DeclaredManifests();
      const named = new Set(plan.resources.map(({name}) => name));
      void manifests.readAhead(loaded.project.resources.filter(({name}) => named.has(name)));
      const {registry: runners} = await runnersFor(loaded.project, plan, signal);
      session = await open(loaded.project);
      for (const {message, hint} of session.warnings) warn(message, hint);
      const report = await read({project: loaded.project, plan, session, runners, manifests, signal, onEvent});
      if (show) {
        closing = Promise.all([session.close(), commands.close()]).then(() => {});
        // What fails of it is told of below. The proxy is told to end before this process is busy with a table.
        closing.catch(() => undefined);
        await setImmediate();
        show(report);
      }
      return report;
    } finally {
      if (!session) unwanted.abort();
      await (closing ?? (await opening?.catch(() => undefined))?.close());
      await commands.close();
      process.off('exit', killAll);
    }
  });

  function warn(message: string, hint?: string): void {
    showProblem(terminal, message, hint);
  }

  /** What runners' hooks say and run. */
  function onEvent(event: KflowEvent): void {
    if (event.type === 'warning') warn(event.message, event.hint);
    else if (event.type === 'step.output' && event.stream === 'warn') warn(`${event.step}: ${event.text}`);
    else if (event.type === 'step.output' && (event.stream === 'log' || flags.verbose))
      terminal.err.line(`${event.step}: ${foreignText(event.text).replaceAll('\n', '\n    ')}`);
    else if (event.type === 'step.command' && flags.verbose)
      terminal.err.line(terminal.err.colors.dim(`$ ${foreignText(event.command)}`));
  }
}
