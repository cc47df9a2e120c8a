import type {Operation} from '@kflow/core';

/** Why something failed, as data: everything in it is masked already. */
export interface ErrorReport {
  /** `KF7xx` a tool, `KF8xx` the cluster, `KF9xx` kflow itself. */
  code: string;
  message: string;
  hint?: string;
  /** The command, quoted so that it can be pasted, its exit code and the last lines of what it printed on stderr. */
  command?: string;
  exitCode?: number;
  output?: string;
  /** What the failing workload's pods say. */
  diagnosis?: Diagnosis;
  /** Of `KF812`: what is still there, up to five of them. */
  remaining?: RemainingObject[];
}

/** An object that was deleted and is still there. */
export interface RemainingObject {
  /** `configmap/settings`. */
  object: string;
  namespace?: string;
  /** Why, in a sentence. */
  message: string;
  finalizers: string[];
  /** What holds it, as far as that could be found out: the finalizer, if it is one, and who should clear it or what is in the way. */
  holds: {finalizer?: string; message: string}[];
}

/** Why a workload is not ready. */
export interface Diagnosis {
  /** `deployment/web`. */
  workload: string;
  namespace?: string;
  pod?: string;
  container?: string;
  /** Why, as kflow understands it: one of the causes in docs/diagnostics.md, e.g. `image-not-found`. Absent when it cannot tell. */
  cause?: string;
  /** E.g. `CrashLoopBackOff`. */
  reason: string;
  message?: string;
  exitCode?: number;
  /** Last log lines of the container, masked. */
  logs?: string[];
  /** `reason: message` of the warnings that matter, newest last. */
  events?: string[];
  hint?: string;
}

/** How far one workload (or other object that is waited for) is. */
export interface WorkloadProgress {
  /** `deployment/web`. */
  workload: string;
  namespace?: string;
  state: 'ready' | 'progressing' | 'failed';
  /** Ready and wanted replicas, where the kind has any; 0 or 1 of 1 otherwise. */
  ready: number;
  total: number;
  /** E.g. `1/3 ready`, or `0/1 ready; web-7d9: CrashLoopBackOff (2 restarts)`. */
  message: string;
}

/** What happened to one object. */
export interface ObjectChange {
  /** `deployment.apps/web`, as kubectl prints it, or `release/web`. */
  object: string;
  namespace?: string;
  /** kubectl's or helm's word: created, configured, unchanged, serverside-applied, deleted, deployed ... */
  action: string;
}

/** What every event has. */
export interface TimedEvent {
  /** ISO 8601, UTC, with milliseconds. */
  at: string;
}

/** The run is about to begin: always the first event. */
export interface RunStarted extends TimedEvent {
  type: 'run.started';
  /** Version of the event schema. */
  version: 1;
  /** Names this run. */
  run: string;
  operation: Operation;
  /** The real context's name; absent when no cluster is needed or known (dry run without a kubeconfig). */
  context?: string;
  /** UID of kube-system. */
  cluster?: string;
  /** Nothing that would change something is run. */
  dryRun: boolean;
  /** Absolute path of the root config. */
  project: string;
  /** Names of the phases, in order. */
  phases: string[];
  /** How many take part. */
  resources: number;
  /** How many there are. */
  steps: number;
}
/** The run goes on where an earlier one stopped: told once, before the first phase, if it does. */
export interface RunResumed extends TimedEvent {
  type: 'run.resumed';
  /** The earlier run. */
  run: string;
  /** ISO 8601: when that began. */
  began: string;
  /** How that ended; `cut off` when it came to no end (killed, a power cut). */
  outcome: 'failed' | 'interrupted' | 'cut off';
  /** Steps that it did and that are not done again; `doneAt` is ISO 8601. In the plan's order. */
  done: {step: string; doneAt: string}[];
  /** Steps that it did and that are done again all the same, with the reason: `k8s/web.yaml changed`. */
  again: {step: string; reason: string}[];
}
/** A phase begins: every step and wait of the one before is over. */
export interface PhaseStarted extends TimedEvent {
  type: 'phase.started';
  phase: string;
  description?: string;
  /** From 1. */
  index: number;
  of: number;
  steps: number;
}
/** Every step and wait of a phase is over. */
export interface PhaseFinished extends TimedEvent {
  type: 'phase.finished';
  phase: string;
  outcome: 'succeeded' | 'failed';
  seconds: number;
}
/** A step begins. */
export interface StepStarted extends TimedEvent {
  type: 'step.started';
  step: string;
  resource: string;
  kind: string;
  namespace?: string;
  summary: string;
}
/** A command of a step. `ran` is false in a dry run, where it would have been. */
export interface StepCommand extends TimedEvent {
  type: 'step.command';
  step?: string;
  /** Quoted for a POSIX shell, secrets masked. */
  command: string;
  mutating: boolean;
  ran: boolean;
  /** The steps whose process it is, when they share one: it is told once for each of them, of the first one first. */
  sharedBy?: string[];
}
/** A line that a step's command or runner printed, masked. */
export interface StepOutput extends TimedEvent {
  type: 'step.output';
  step: string;
  /** `log` and `warn` come from runners. */
  stream: 'stdout' | 'stderr' | 'log' | 'warn';
  text: string;
}
/** A step that waits for something by itself. */
export interface StepWaiting extends TimedEvent {
  type: 'step.waiting';
  step: string;
  message: string;
  seconds: number;
}
/** A step is done. What it rolled out may not be ready yet. */
export interface StepSucceeded extends TimedEvent {
  type: 'step.succeeded';
  step: string;
  resource: string;
  seconds: number;
  changes: ObjectChange[];
}
/** A step failed. */
export interface StepFailed extends TimedEvent {
  type: 'step.failed';
  step: string;
  resource: string;
  seconds: number;
  error: ErrorReport;
}
/** A step that did not run. */
export interface StepSkipped extends TimedEvent {
  type: 'step.skipped';
  step: string;
  resource: string;
  /** E.g. `web.deploy failed` or `interrupted`. */
  reason: string;
}
/** The wait for a resource's rollout (or, on destroy, for absence) began. */
export interface ResourceWaiting extends TimedEvent {
  type: 'resource.waiting';
  resource: string;
  for: 'ready' | 'gone';
  workloads: string[];
}
/** Sent when what a wait sees changes, and at most every second for one workload. */
export interface WorkloadProgressed extends TimedEvent {
  type: 'workload.progress';
  resource: string;
  progress: WorkloadProgress;
  /** Seconds since the wait began. */
  seconds: number;
}
/** The wait for a resource is over: it is ready, or gone. */
export interface ResourceReady extends TimedEvent {
  type: 'resource.ready';
  resource: string;
  for: 'ready' | 'gone';
  seconds: number;
}
/** The wait for a resource failed: it will not become ready (go), or took too long. */
export interface ResourceFailed extends TimedEvent {
  type: 'resource.failed';
  resource: string;
  for: 'ready' | 'gone';
  seconds: number;
  error: ErrorReport;
}
/** Something that the user should know, and that stops nothing. */
export interface Warned extends TimedEvent {
  type: 'warning';
  message: string;
  hint?: string;
  resource?: string;
  step?: string;
}
/** The run is over: always the last event. */
export interface RunFinished extends TimedEvent {
  type: 'run.finished';
  outcome: 'succeeded' | 'failed' | 'interrupted';
  seconds: number;
  succeeded: number;
  /** Steps that an earlier run did and this one did not do again; absent when it did not resume one. */
  resumed?: number;
  failed: {id: string; error: ErrorReport}[];
  skipped: {step: string; reason: string}[];
  /** 0, 1 or 130. */
  exitCode: number;
}

/**
 * Everything that happens in a run. The engine never prints: reporters are functions of these, and `--json` is these, one a line.
 */
export type KflowEvent =
  | RunStarted
  | RunResumed
  | PhaseStarted
  | PhaseFinished
  | StepStarted
  | StepCommand
  | StepOutput
  | StepWaiting
  | StepSucceeded
  | StepFailed
  | StepSkipped
  | ResourceWaiting
  | WorkloadProgressed
  | ResourceReady
  | ResourceFailed
  | Warned
  | RunFinished;

/** An event without its time, which the run's emitter adds. */
export type EventBody = KflowEvent extends infer E ? (E extends KflowEvent ? Omit<E, 'at'> : never) : never;

/** Takes events. Must not throw. */
export type EventSink = (event: KflowEvent) => void;
