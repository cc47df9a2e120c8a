import type {CommandOptions, CommandOutcome, ManifestObject, RunnerContext} from '../context.js';

/** A block when nothing more is known of it. */
export type AnyBlock = {[key: string]: unknown};

/** What kflow does while a handler runs. `helm` counts as `apply`. */
export type StepKindOperation = 'apply' | 'destroy' | 'reload' | 'restart';

/** How a program on the machine that runs kflow is run. */
export interface RunOptions extends CommandOptions {
  /** The directory it runs in; the one of the file that declares the resource by default. */
  cwd?: string;
  /** Added to the environment of kflow. */
  env?: {[name: string]: string};
  /** Names it in an error: `the migration`. Default: the program. */
  what?: string;
}

/** An object of the cluster. */
export interface TouchedObject {
  apiVersion: string;
  kind: string;
  name: string;
  /** The step's by default, where the kind has namespaces. */
  namespace?: string;
}

/** What happened to something: `{object: 'schema/shop', action: 'migrated'}`. */
export interface StepChange {
  /** `kind/name`, as kubectl prints it. */
  object: string;
  namespace?: string;
  /** A word: created, configured, unchanged, deleted ... */
  action: string;
}

/** What a handler did, besides what it did with `ctx.applyManifest` and `ctx.deleteManifest`, which kflow knows by itself. */
export interface StepKindResult {
  /** Objects that kflow waits for: until they are ready, on destroy until they are gone. */
  touched?: TouchedObject[];
  /** For the report of the run. */
  changes?: StepChange[];
}

/** Everything that the handler of a step kind needs. Made afresh for every call. */
export interface StepKindContext<Block = AnyBlock> extends Omit<RunnerContext<Block>, 'config' | 'operation'> {
  /** The step's block, after its schema has accepted it: defaults filled in, paths absolute, durations in seconds. Not to be changed. */
  readonly block: Block;
  readonly operation: StepKindOperation;
  /** The cluster of the run, for programs other than kubectl and helm. Both are absent where kflow leaves it to the programs themselves. */
  readonly cluster: {readonly context?: string; readonly kubeconfig?: string};

  /**
   * Runs a program on the machine that runs kflow, streams what it prints, and ends it when the run is stopped. Mutating unless told otherwise: a dry
   * run prints it and does not run it.
   */
  run(program: string, args: readonly string[], options?: RunOptions): Promise<CommandOutcome>;
  /** Deletes objects; those that are not there are no error. kflow waits until they are gone. */
  deleteManifest(manifest: string | ManifestObject | readonly ManifestObject[]): Promise<CommandOutcome>;
  /** Says what is waited for: shown while it lasts, and no line of the log. */
  waiting(message: string): void;
  /** Masks values from now on, wherever they turn up in the run. The secret fields of the block are masked already. */
  mask(...values: string[]): void;
}
