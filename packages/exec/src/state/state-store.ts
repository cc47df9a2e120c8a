import type {Operation} from '@kflow/core';
import type {ClusterState, ResourceState, StateFile, StepState} from './state-file.js';

/** The resource that a record is about; written anew each time, so that a changed phase or namespace is kept. */
export interface StateResource {
  name: string;
  phase: string;
  namespace: string;
}

/** What kflow did in a step. */
export interface StepRecord {
  resource: StateResource;
  /** The step's name, not its id. */
  step: string;
  operation: Operation;
  /** Without its time, which the store adds. Only the fields of StepState are kept. Masked by the caller. */
  state: Omit<StepState, 'at'>;
}

/** What became of a resource. */
export interface ResourceRecord {
  resource: StateResource;
  operation: Operation;
  /** `applied` also sets `lastApplied` when the operation is apply, reload or helm. */
  status: ResourceState['status'];
}

/**
 * The local store, `<state.dir>/state.json`. It may be used by several processes at once: every write reads the file again
 * under a short lock, changes its own entries and replaces the file. A record is on disk when its promise resolves; records
 * made while a write is under way go into the next one together.
 *
 * Every method rejects with a KflowError: `KF910` (user) corrupt, `KF911` (user) made by a newer kflow, `KF912` (external) not
 * readable or writable.
 */
export interface StateStore {
  /** Absolute path of the state file, which need not exist. */
  readonly path: string;
  /** Where the file of kflow-py is kept once it was taken over. */
  readonly legacyCopy: string;
  /** The whole file, read anew, and whether it is still kflow-py's. */
  load(): Promise<{state: StateFile; legacy: boolean}>;
  /** The whole file, read anew; empty when there is none. An older version is migrated in memory. */
  read(): Promise<StateFile>;
  /** One cluster's section, read anew; empty when there is none. */
  cluster(context: string): Promise<ClusterState>;
  /**
   * Makes kflow-py's file one of ours, after a copy of it was put at `legacyCopy`. With `context`, what it kept under `default`
   * becomes that context's section, unless that has entries already.
   */
  takeOver(context?: string): Promise<void>;
  /** Keeps which cluster the context stands for (the UID of kube-system). */
  recordIdentity(context: string, identity: string): Promise<void>;
  /** Of a resource that has no entry yet one is made, with the status `destroying` for destroy and `applying` otherwise. */
  recordStep(context: string, record: StepRecord): Promise<void>;
  recordResource(context: string, record: ResourceRecord): Promise<void>;
  /**
   * Removes a cluster's section, or only the entries of the named resources; names without an entry do nothing. Resolves to whether
   * there was anything to remove.
   */
  clear(context: string, resources?: readonly string[]): Promise<boolean>;
}
