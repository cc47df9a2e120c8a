import type {CommandOutcome, ManifestObject, RunnerContext} from '../context.js';

/** A block when nothing more is known of it. */
export type AnyBlock = {[key: string]: unknown};

/** What kflow does while a handler runs. `helm` counts as `apply`. */
export type StepKindOperation = 'apply' | 'destroy' | 'reload' | 'restart';

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
  /**
   * The step's block, after its schema has accepted it: defaults filled in, paths absolute, durations in seconds. Not to be changed. Its secret fields are
   * masked wherever they turn up.
   */
  readonly block: Block;
  readonly operation: StepKindOperation;

  /** Deletes objects; those that are not there are no error. kflow waits until they are gone. */
  deleteManifest(manifest: string | ManifestObject | readonly ManifestObject[]): Promise<CommandOutcome>;
  /** Says what is waited for: shown while it lasts, and no line of the log. */
  waiting(message: string): void;
}
