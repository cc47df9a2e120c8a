import {createCommandRunner, openSession, readKubeconfig} from '@kflow/exec';
import type {Plan} from '@kflow/core';
import type {KflowEvent, Session, StatusRequest} from '@kflow/exec';
import {clusterOf} from './cluster-of.js';
import type {GlobalFlagValues} from './global-flags.js';
import {Interrupt} from './interrupt.js';
import type {LoadedProject} from './project.js';
import {runnersFor} from './runners.js';
import {foreignText} from './terminal/shown-text.js';
import {showProblem} from './terminal/show-problem.js';
import type {Terminal} from './terminal/terminal.js';

/** A command that only reads. */
export interface LookRequest<Report> {
  /** Reads the project, while kubectl reads the kubeconfig. */
  load(): Promise<{loaded: LoadedProject; plan: Plan}>;
  flags: GlobalFlagValues;
  terminal: Terminal;
  /** `readStatus`, `readHealth` or what reads logs. */
  read(request: StatusRequest): Promise<Report>;
}

/** Reads the project, connects, reads and disconnects; Ctrl-C ends it. */
export function lookAtCluster<Report>({load, flags, terminal, read}: LookRequest<Report>): Promise<Report> {
  return Interrupt.around(async (signal) => {
    const commands = createCommandRunner();
    const killAll = () => commands.killAll();
    process.once('exit', killAll);
    let session: Session | undefined;
    try {
      const kubeconfigView = readKubeconfig({kubeconfig: flags.kubeconfig, kubectl: 'kubectl', commands, signal});
      // Told of when the session needs it. A config that is wrong comes first.
      kubeconfigView.catch(() => undefined);
      const {loaded, plan} = await load();
      const {registry: runners} = await runnersFor(loaded.project, plan, signal);
      const cluster = {...clusterOf(flags, loaded), kubeconfigView, dryRun: flags['dry-run'], signal};
      session = await openSession(cluster, {commands});
      for (const {message, hint} of session.warnings) warn(message, hint);
      return await read({project: loaded.project, plan, session, runners, signal, onEvent});
    } finally {
      await session?.close();
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
