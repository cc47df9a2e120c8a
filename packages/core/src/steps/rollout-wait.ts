import {parseDuration, type Duration} from '../config/normalize/duration.js';
import {workloadKind} from '../config/normalize/workload-kind.js';
import {present} from '../source/draft.js';
import type {StepKindDefinition} from './step-kind.js';

/** Waits for the rollout of every workload of some kinds in a namespace. */
export interface RolloutWaitSpec {
  kind: 'rolloutWait';
  /** Lower case, singular: deployment, statefulset, daemonset, replicaset. */
  kinds: string[];
  selector?: string;
  /** Seconds. */
  timeout: number;
}

/** Waits for the rollout of all workloads of a namespace. `{}` takes the defaults. */
export interface RolloutWaitFile {
  /** Of deployment, statefulset, daemonset, replicaset; the first three by default. */
  kinds?: string[];
  /**
   * Only the workloads with these labels.
   * @minLength 1
   */
  selector?: string;
  /** The namespace; the step's by default. */
  namespace?: string;
  /** How long to wait; 300 seconds by default. */
  timeout?: Duration;
}

const defaultKinds = ['deployment', 'statefulset', 'daemonset'];
const defaultTimeout = 300;

/** The step kind `rolloutWait`. */
export const rolloutWait: StepKindDefinition<RolloutWaitFile, RolloutWaitSpec> = {
  type: 'rolloutWait',
  async normalize(file) {
    const kinds = [...new Set(present(file.kinds).map(workloadKind))];
    return {
      kind: 'rolloutWait',
      kinds: kinds.length > 0 ? kinds : [...defaultKinds],
      ...(file.selector === undefined ? {} : {selector: file.selector}),
      timeout: parseDuration(String(file.timeout ?? defaultTimeout)) ?? defaultTimeout,
    };
  },
  summarize({kinds, selector}) {
    return `${kinds.join(', ')}${selector === undefined ? '' : ` with ${selector}`}`;
  },
};
