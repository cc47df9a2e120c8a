import type {KubeObject} from '../../ports/cluster-reader.js';

/** What a rule saw: why a workload may not become ready. */
export interface Finding {
  /** The API's word, e.g. `ImagePullBackOff`. */
  reason: string;
  message?: string;
  /** The object that shows it, and its container if it is a pod's. */
  object: KubeObject;
  container?: string;
  /** Exit code of the container's last run that ended. */
  exitCode?: number;
  /** How often the container was started again. */
  restarts?: number;
}

/**
 * A sign that a workload will not become ready by itself, long before any timeout. `certain`: only a change to what was applied, or
 * to what it refers to, helps. `suspect`: it often passes.
 */
export interface FailureRule {
  name: string;
  certainty: 'certain' | 'suspect';
  /**
   * Seconds for which it must be seen without anything improving before the wait fails, from the wait's grace (seconds). Even a certain one may
   * have to hold: a Secret may be on its way, and a condition may be the leftover of an earlier run.
   */
  hold(grace: number): number;
  /** What it sees in an object of its kind; empty when nothing. */
  find(object: KubeObject): Finding[];
}
