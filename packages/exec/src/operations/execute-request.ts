import type {Plan, Project} from '@kflow/core';
import type {ErrorReport, EventSink} from '../engine/event.js';
import type {StepKindRegistry} from '../plugins/registry.js';
import type {RunnerRegistry} from '../runners/registry.js';
import type {Session} from './session/session.js';

/** Everything that a run needs. Nothing is taken from the environment, and nothing is printed. */
export interface ExecuteRequest {
  project: Project;
  plan: Plan;
  session: Session;
  runners: RunnerRegistry;
  /** The handlers of the project's plugins, from `loadStepKinds`. Default: none; a plan with a step of such a kind is refused. */
  stepKinds?: StepKindRegistry;
  options?: ExecuteOptions;
  /** Aborting stops new work; what runs is allowed to end. */
  signal?: AbortSignal;
  /** Aborting ends what runs, too. */
  kill?: AbortSignal;
  onEvent?: EventSink;
}

/** The flags of the commands that run steps. */
export interface ExecuteOptions {
  /** Wait for rollouts (absence, on destroy). Default true. */
  wait?: boolean;
  /** Seconds that bound each resource's wait. Default 300. */
  timeout?: number;
  /** Seconds for which a sign of failure that may pass (a crash loop, say) must be seen without any improvement. Default 30. */
  grace?: number;
  /** Steps that run a process at once. Default 8. */
  concurrency?: number;
  keepGoing?: boolean;
  /** `destroy` only: delete the namespaces too, where nothing of anybody else's is in them. */
  deleteNamespaces?: boolean;
  /** `apply` only: do not do again what the last apply did before it failed or was cut off. Default false. */
  resume?: boolean;
  /** The context points at another cluster than before, and that is meant: forget what is recorded of the old one. Default false. */
  newCluster?: boolean;
  /**
   * `destroy` only: what does not go by itself within `timeout` is made to go (finalizers are taken off, pods killed), and namespaces are deleted
   * with everything in them. Default false. Needs the waits: with `wait: false` nothing is made to go.
   */
  force?: boolean;
  /** Seconds to wait for another run's lock; 0 (default) refuses at once. */
  waitLock?: number;
}

/** What a run came to; the same as its `run.finished` event says. */
export interface RunReport {
  outcome: 'succeeded' | 'failed' | 'interrupted';
  exitCode: 0 | 1 | 130;
  seconds: number;
  /** Ids of steps. */
  succeeded: string[];
  /** Ids of steps that an earlier run did and this one did not do again; absent when it did not resume one. */
  resumed?: string[];
  failed: {id: string; error: ErrorReport}[];
  skipped: {step: string; reason: string}[];
}
