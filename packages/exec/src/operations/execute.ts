import {availableParallelism} from 'node:os';
import {randomUUID} from 'node:crypto';
import {Emitter} from '../engine/emitter.js';
import {errorReport} from '../engine/error-report.js';
import {schedule} from '../engine/schedule.js';
import type {ScheduleObserver, TaskOutcome} from '../engine/task.js';
import {noStepKinds} from '../plugins/registry.js';
import {carryOver} from '../state/carry-over.js';
import {lockCluster} from '../state/lock/cluster-lock.js';
import {openStateStore} from '../state/open-state-store.js';
import {anotherCluster, changeBetween, clusterChange} from './session/cluster-change.js';
import type {ExecuteRequest, RunReport} from './execute-request.js';
import {endJournal, openJournal} from './run/open-journal.js';
import type {RunJournal} from './run/open-journal.js';
import {refuseUnfitPlan} from './run/refuse-unfit-plan.js';
import {refuseUnknownKinds} from './run/refuse-unknown-kinds.js';
import {Run} from './run/run.js';
import type {RunParts} from './run/run.js';
import {RunRecord} from './run/run-record.js';
import {reasonOf, runReport} from './run/run-report.js';
import type {RunTask} from './run/run-task.js';
import {alreadyDone, resumed} from './run/resumed-tasks.js';
import {verbOf} from './run/verbs.js';
import {knownSecrets} from '../values/known-secrets.js';

/** Milliseconds that processes have to end after `kill`; more than the grace between SIGTERM and SIGKILL. */
const killGrace = 10_000;

/**
 * Carries out a plan. Everything that happens is told as events: `run.started` first, `run.finished` last, whatever
 * happens in between; the report says the same as the latter. Mutating operations hold the cluster's lock for the whole
 * run, and state is written after every step; an apply also keeps a journal, from which another can resume. A dry run
 * takes no lock, writes nothing, and runs one step after the other in the plan's order.
 *
 * @throws KflowError before `run.started`, when nothing has run: of the user's family `KF930` (the context points at
 *   another cluster than before, and `newCluster` does not say that this is meant), `KF940` (a step kind) and `KF941` (an operation) that this version does not run,
 *   `KF942` (a plan of another version) and `KF943` (of another project); `KF920` another run has the lock; `KF91x` the state cannot be read
 * @throws the signal's reason when it aborts before `run.started`, while another run has the lock
 */
export async function execute(request: ExecuteRequest): Promise<RunReport> {
  const {project, plan, session, options = {}} = request;
  refuseUnfitPlan(project, plan);
  const tasksOf = verbOf(plan.operation);
  refuseUnknownKinds(project, plan, request.stepKinds ?? noStepKinds);
  const {clock, context} = session;
  const {emit} = new Emitter(clock, request.onEvent);
  const run = randomUUID();
  const base = {run, tasksOf, emit, state: {resources: {}}};
  if (session.dryRun || context === undefined) {
    return await perform(request, {...base, ...(await openJournal(request, run)), notes: await dryRunNotes(request)});
  }

  const lock = await lockCluster({
    dir: project.stateDir,
    context,
    operation: plan.operation,
    waitSeconds: options.waitLock,
    clock,
    signal: request.signal,
    onWait: (owner) =>
      emit({
        type: 'warning',
        message: `another kflow is at work on \`${context}\`${owner ? ` (${owner.operation}, pid ${owner.pid} on ${owner.host})` : ''}`,
        hint: 'waiting for it to end',
      }),
  });
  try {
    const store = openStateStore({dir: project.stateDir, clock});
    const note = await carryOver(store, session);
    const notes = note ? [note] : [];
    let state = await store.cluster(context);
    const change = changeBetween(session, state);
    if (change) {
      if (options.newCluster !== true) throw anotherCluster(change);
      await store.clear(context);
      state = {resources: {}};
      notes.push({message: `what was recorded of the cluster that \`${context}\` pointed to before is forgotten`});
    }
    if (session.identity !== undefined) await store.recordIdentity(context, session.identity);
    const opened = await openJournal(request, run);
    const journal = opened.journal && {file: opened.journal, project, clock};
    const record = new RunRecord(store, context, plan.operation, state, journal);
    try {
      return await perform(request, {...base, ...opened, state, record, notes});
    } finally {
      await opened.journal?.close();
    }
  } finally {
    await lock.release();
  }
}

/** What a dry run says of a context that points elsewhere now, or of a state that cannot be read: the run itself would be refused. */
async function dryRunNotes({project, session, options}: ExecuteRequest): Promise<{message: string; hint?: string}[]> {
  try {
    const change = options?.newCluster === true ? undefined : await clusterChange(project, session);
    if (change) throw anotherCluster(change);
    return [];
  } catch (error) {
    const {message, hint} = errorReport(error);
    return [{message, hint}];
  }
}

/** What a run is begun with, beside the request. */
interface Beginning extends RunJournal {
  /** Names the run. */
  run: string;
  tasksOf(run: Run): RunTask[];
  emit: Emitter['emit'];
  /** What the state file says. */
  state: RunParts['state'];
  record?: RunRecord;
  notes?: readonly {message: string; hint?: string}[];
}

/** The run proper. Rejects before `run.started`, if ever: a plan that does not fit the project is a bug. */
async function perform(request: ExecuteRequest, beginning: Beginning): Promise<RunReport> {
  const {tasksOf, emit, record, state, journal, resume, note, notes = []} = beginning;
  const {project, plan, session, runners, stepKinds, options = {}, signal, kill} = request;
  const {clock, dryRun} = session;
  const began = clock.monotonic();
  const seconds = (): number => (clock.monotonic() - began) / 1000;
  const secrets = await knownSecrets(project, plan, runners, session.env);
  const run = new Run({project, plan, session, runners, stepKinds, secrets, options, record, state, signal, emit});
  // Without weights a single slot takes the ready tasks in the order of the plan, which is the best to read.
  const all = dryRun ? tasksOf(run).map((task) => ({...task, weight: 0})) : tasksOf(run);
  const tasks = resume ? all.map((task) => alreadyDone(run, task, resume) ?? task) : all;
  // Starting kubectl costs processor time, and what it does then is mostly waiting for the API server.
  const spread = Math.max(2, availableParallelism());
  run.foresee(tasks, spread);
  emit({
    type: 'run.started',
    version: 1,
    run: beginning.run,
    operation: plan.operation,
    context: session.context,
    cluster: session.identity,
    dryRun,
    project: project.file,
    phases: plan.phases.map(({name}) => name),
    resources: plan.resources.length,
    steps: tasks.filter(isStep).length,
  });
  for (const warning of [...session.warnings, ...notes, ...(note ? [note] : [])]) emit({type: 'warning', ...warning});
  if (resume) emit(resumed(resume));
  const over = new AbortController();
  let report: RunReport;
  try {
    const outcomes = await schedule(tasks, {
      concurrency: dryRun ? 1 : options.concurrency,
      spread,
      pause: (milliseconds) => clock.sleep(milliseconds, over.signal),
      keepGoing: options.keepGoing,
      signal,
      kill,
      grace: () => clock.sleep(killGrace, over.signal),
      observer: observe(request, tasks, emit),
    });
    const phases = plan.phases.map(({name}) => name);
    report = runReport(tasks, outcomes, phases, seconds(), [signal, kill]);
  } catch (error) {
    report = {
      outcome: 'failed',
      exitCode: 1,
      seconds: seconds(),
      succeeded: [],
      failed: [{id: 'run', error: errorReport(error)}],
      skipped: [],
    };
  } finally {
    over.abort();
    await run.close();
  }
  if (journal) await endJournal(journal, report.outcome, request, emit);
  if (resume) report.resumed = [...resume.done.keys()];
  emit({type: 'run.finished', ...report, succeeded: report.succeeded.length, resumed: report.resumed?.length});
  return report;
}

/** Tells phases and skipped steps; steps and waits tell of themselves. */
function observe(request: ExecuteRequest, tasks: readonly RunTask[], emit: Emitter['emit']): ScheduleObserver {
  const {plan, session} = request;
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const phases = plan.phases.map(({name}) => name);
  const began = new Map<number, number>();
  return {
    phaseStarted(index) {
      began.set(index, session.clock.monotonic());
      const phase = plan.phases[index];
      if (!phase) return; // The deletion of namespaces comes after all phases.
      const {name, description} = phase;
      const steps = tasks.filter((task) => task.phase === index && isStep(task)).length;
      emit({type: 'phase.started', phase: name, description, index: index + 1, of: phases.length, steps});
    },
    phaseFinished(index, failed) {
      const phase = plan.phases[index];
      if (!phase) return;
      const seconds = (session.clock.monotonic() - (began.get(index) ?? 0)) / 1000;
      emit({type: 'phase.finished', phase: phase.name, outcome: failed ? 'failed' : 'succeeded', seconds});
    },
    taskFinished(id: string, outcome: TaskOutcome) {
      const task = byId.get(id);
      if (outcome.status !== 'skipped' || task?.subject.type !== 'step') return;
      const reason = reasonOf(task, outcome.reason, byId, phases);
      emit({type: 'step.skipped', step: id, resource: task.subject.resource, reason});
    },
  };
}

/** Whether a task counts as a step of the run. */
function isStep({subject}: RunTask): boolean {
  return subject.type === 'step';
}
