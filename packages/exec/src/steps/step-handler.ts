import type {Project, Resource, Step} from '@kflow/core';
import type {Seat} from './shared/shared-process.js';
import type {ClusterReader, ObjectReference} from '../ports/cluster-reader.js';
import type {CommandRunner} from '../ports/command-runner.js';
import type {Clock} from '../ports/clock.js';
import type {Environment} from '../ports/environment.js';
import type {EventBody, ObjectChange} from '../engine/event.js';
import type {Helm} from '../tools/helm.js';
import type {Kubectl} from '../tools/kubectl.js';
import type {RunnerRegistry} from '../runners/registry.js';
import type {ResourceState, StepState} from '../state/state-file.js';

/** What a step's handler may use. One for each call. */
export interface StepContext {
  project: Project;
  resource: Resource;
  step: Step;
  operation: 'apply' | 'destroy' | 'reload' | 'restart' | 'helm' | 'status' | 'health';
  dryRun: boolean;
  /** Bound to the run's context; under a dry run their mutating calls are reported and not run. */
  kubectl: Kubectl;
  helm: Helm;
  commands: CommandRunner;
  /** Where values come from that are taken from the environment. Default `process.env`. */
  env?: Environment;
  /** Name of the run's context, and the path of its kubeconfig when `--kubeconfig` named one: for what is no kubectl. */
  contextName?: string;
  kubeconfig?: string;
  /** Absent in a dry run without a reachable cluster. */
  cluster?: ClusterReader;
  /** Where the context puts objects that name no namespace, in a step without one. Default `default`. */
  defaultNamespace?: string;
  runners: RunnerRegistry;
  clock: Clock;
  /** What the state file says of the resource. */
  state?: ResourceState;
  signal: AbortSignal;
  emit(event: EventBody): void;
  /** Tells of secret values that the step handles, so that what pods log and events say later is masked as well. */
  keepSecret?(values: readonly string[]): void;
  /** The secret values that the run's steps have handled so far. */
  secrets?(): readonly string[];
  /** Masks the secret values that the run's steps have handled so far. Absent where nothing is waited for. */
  mask?: (text: string) => string;
  /**
   * Of the steps that began with this one and may share its process; absent when it is alone.
   *
   * @internal
   */
  shared?: Seat;
  /**
   * Has `kubectl apply` done by processes that began before the step did; absent where there are none.
   *
   * @internal
   */
  standby?: {runner(objects: readonly {apiVersion: string}[]): CommandRunner};
  /** Seconds that bound a wait which has no bound of its own. Default 300. */
  timeout?: number;
  /** Seconds for which such a wait gives a sign of failure that may pass; the wait's own default when absent. */
  grace?: number;
}

/** What a step did. */
export interface StepResult {
  changes: ObjectChange[];
  /**
   * The objects that it applied: the engine waits for those among them that become ready. On destroy: those to see
   * gone.
   */
  touched: ObjectReference[];
  /** What the state file keeps of it. */
  state: Pick<StepState, 'manifests' | 'release' | 'class'>;
}

/** What to do for one kind of step. A method rejects with a KflowError when the step failed. */
export interface StepHandler {
  /** As YAML calls it. */
  kind: string;
  /**
   * It only waits: it takes no slot, ends as soon as the run is interrupted, and needs no namespace to be made for it.
   */
  waits?: true;
  apply(context: StepContext): Promise<StepResult>;
  destroy(context: StepContext): Promise<StepResult>;
  reload(context: StepContext): Promise<StepResult>;
  /** Only for kinds that have something of their own to restart (runner). */
  restart?(context: StepContext): Promise<StepResult>;
}
