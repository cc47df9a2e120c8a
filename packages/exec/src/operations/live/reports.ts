import type {HealthState} from '@kflow/core';
import type {WorkloadProgress} from '../../engine/event.js';

/** What `kflow status --json` prints. */
export interface StatusReport {
  context?: string;
  resources: ResourceStatus[];
}

/** One row of `status`. */
export interface ResourceStatus {
  name: string;
  phase: string;
  namespace: string;
  /** The state file's word: applied, failed, destroyed ...; `unknown` when it has none. */
  state: string;
  /** Ready and wanted pods over all of its workloads, live. */
  ready: number;
  total: number;
  workloads: WorkloadProgress[];
  /** helm's status of each of its releases, e.g. `deployed`; `missing` when there is none. */
  helm: {release: string; namespace: string; status: string; revision?: number}[];
  /** Manifest files that differ from what was applied. */
  drift: string[];
  lastApplied?: string;
  /** What its runners' `status` hooks said. */
  runners: {step: string; status: string}[];
}

/** What `kflow health --json` prints. */
export interface HealthReport {
  context?: string;
  /** True when every resource is healthy. */
  healthy: boolean;
  resources: ResourceHealth[];
}

/** The verdict on one resource. */
export interface ResourceHealth {
  name: string;
  namespace: string;
  healthy: boolean;
  /**
   * The verdict in more detail. `progressing`: on its way, with no sign of a fault. `not-applied`: nothing of it exists.
   * `unchecked`: it has nothing to check, and counts as healthy. `unknown`: it could not be found out.
   */
  state: HealthState;
  /** Why, in a line. */
  detail: string;
  workloads: WorkloadProgress[];
}
