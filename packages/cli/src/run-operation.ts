import {createCommandRunner, execute, openSession} from '@kflow/exec';
import type {ExecuteOptions, Session} from '@kflow/exec';
import type {Plan} from '@kflow/core';
import {clusterOf} from './cluster-of.js';
import type {GlobalFlagValues} from './global-flags.js';
import {confirmNewCluster} from './confirm-new-cluster.js';
import {Interrupt} from './interrupt.js';
import type {ExitCode} from './kflow-command.js';
import type {LoadedProject} from './project.js';
import {createReporter} from './reporters/create-reporter.js';
import type {Reporter} from './reporters/reporter.js';
import {openProfile} from './profile.js';
import {runnersFor, stepKindsFor} from './runners.js';
import type {Terminal} from './terminal/terminal.js';

/** One execution of a plan, as a command of the user's. */
export interface OperationRequest {
  loaded: LoadedProject;
  plan: Plan;
  flags: GlobalFlagValues & {profile?: string};
  options: ExecuteOptions;
  terminal: Terminal;
  /** Asked when the cluster is known and before anything changes; what it throws ends the command. */
  confirm?(session: Session, signal: AbortSignal): Promise<void>;
}

/**
 * Loads the runners, connects, asks, executes and reports. The first Ctrl-C stops new work, the second what runs; a third ends kflow and
 * everything that it started.
 */
export async function runOperation({
  loaded,
  plan,
  flags,
  options,
  terminal,
  confirm,
}: OperationRequest): Promise<ExitCode> {
  let reporter: Reporter | undefined;
  const interrupt = new Interrupt((request) => reporter?.interrupted(request));
  const commands = createCommandRunner();
  // However kflow ends, what it started ends with it.
  const killAll = () => commands.killAll();
  process.once('exit', killAll);
  let session: Session | undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    const {signal, kill} = interrupt;
    const runners = await runnersFor(loaded.project, plan, signal);
    const {registry: stepKinds} = await stepKindsFor(loaded.project, plan, signal);
    session = await openSession(
      {...clusterOf(flags, loaded), dryRun: flags['dry-run'], signal, checkVersions: true},
      {commands},
    );
    const asks = !flags['dry-run'] && options.newCluster !== true;
    const newCluster = asks ? await confirmNewCluster(loaded.project, session, terminal, signal) : options.newCluster;
    await confirm?.(session, signal);
    signal.throwIfAborted();
    const warnings = [...loaded.fileWarnings, ...plan.diagnostics, ...runners.diagnostics];
    const shown = await createReporter({plan, warnings, flags, terminal});
    reporter = shown;
    const profile = flags.profile === undefined ? undefined : await openProfile(flags.profile);
    timer = setInterval(() => shown.tick(Date.now()), shown.tickEvery);
    const report = await execute({
      project: loaded.project,
      plan,
      session,
      runners: runners.registry,
      stepKinds,
      options: {...options, newCluster},
      signal,
      kill,
      onEvent(event) {
        profile?.add(event);
        shown.event(event);
      },
    });
    await profile?.write(terminal);
    return report.exitCode;
  } catch (error) {
    // Whatever an abort made fail failed because of it.
    throw interrupt.signal.aborted ? interrupt.signal.reason : error;
  } finally {
    clearInterval(timer);
    reporter?.close();
    await session?.close();
    await commands.close();
    interrupt.close();
    process.off('exit', killAll);
  }
}
