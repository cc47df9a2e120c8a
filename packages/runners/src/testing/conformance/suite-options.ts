import type {BaseRunner} from '../../base-runner.js';
import type {FakeContextOptions} from '../fake-context.js';
import type {FakeAnswer, FakeCall, FakeCluster} from '../fake-tools.js';

/** A class that extends BaseRunner. */
export interface TestedRunner<Config> {
  new (config: Config): BaseRunner<Config>;
  readonly runnerName?: string;
  readonly configSchema?: object;
}

/** What answers commands. */
export type Answers = readonly (FakeAnswer | FakeCluster)[];

/** What the suite has to know of a runner. */
export interface RunnerSuiteOptions<Config> extends Pick<
  FakeContextOptions<Config>,
  'config' | 'pod' | 'namespace' | 'resource' | 'step' | 'dir'
> {
  /** What commands answer in every situation, after the answers of the situation. */
  answers?: Answers;
  /**
   * What commands answer when the runner has applied already. Without: `kubectl create` and `helm install` fail, because there is one
   * already, and everything else succeeds.
   */
  existing?: Answers;
  /**
   * What commands answer when the runner has destroyed already. Without: `kubectl get`, `kubectl delete` and helm find nothing, and
   * fail unless they were told to expect it (`--ignore-not-found`).
   */
  gone?: Answers;
  /** What commands answer while the runner has to wait, for the test that it can be stopped, e.g. a pod that is not ready. */
  waiting?: Answers;
  /** Whether a call takes something away. Default: `isDestructive`. */
  destructive?(call: FakeCall): boolean;
  /**
   * Programs that the runner may start outside of its context, because they only read, e.g. `[/^git rev-parse/]`. Programs that nobody
   * spoke of are kept from running, so that a test reaches nothing.
   */
  reads?: readonly (string | RegExp)[];
  /** The same for programs that change something: not in a dry run. */
  runs?: readonly (string | RegExp)[];
}
