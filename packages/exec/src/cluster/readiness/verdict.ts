import type {KubeObject} from '../../ports/cluster-reader.js';

/** How far an object is from ready. */
export interface Verdict {
  /** `failed`: by its own status it will not become ready; what undoes that is a new rollout or somebody's help. */
  state: 'ready' | 'progressing' | 'failed';
  /** Ready and wanted replicas (completions, for a Job), where the kind has any; 0 or 1 of 1 otherwise. */
  ready: number;
  total: number;
  /** One line, e.g. `1/3 ready`. */
  message: string;
  /** The API's word for it, where there is one, e.g. `ProgressDeadlineExceeded`. */
  reason?: string;
  /** A failure that was there before the wait began: maybe of an earlier change. */
  isLeftover?: boolean;
}

/** What else some verdicts depend on. */
export interface Related {
  /** Pods of the object's namespace, as far as known: a claim asks whether one of them uses it. */
  pods?: readonly KubeObject[];
  /** `volumeBindingMode` of the object's storage class. */
  bindingMode?: string;
}

/** Judges objects of one kind. */
export type ReadinessRule = (object: KubeObject, related: Related) => Verdict;

/** An object without replicas that is ready. */
export function ready(message = 'ready'): Verdict {
  return {state: 'ready', ready: 1, total: 1, message};
}

/** An object without replicas that is on its way. */
export function progressing(message: string, reason?: string): Verdict {
  return {state: 'progressing', ready: 0, total: 1, message, ...(reason === undefined ? {} : {reason})};
}

/** An object without replicas that failed. */
export function failed(message: string, reason?: string): Verdict {
  return {state: 'failed', ready: 0, total: 1, message, ...(reason === undefined ? {} : {reason})};
}
