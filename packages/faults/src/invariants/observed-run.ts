import type {Operation, Plan} from '@kflow/core';
import type {ClusterState, KflowEvent} from '@kflow/exec';

/** One run as anybody can see it from outside: plain data, from a simulation or from `--json` and the state file. */
export interface ObservedRun {
  plan: Plan;
  /** In the order in which they came. */
  events: readonly KflowEvent[];
  exitCode: number;
  /** The cluster's section of the state file after the run; absent for a dry run. */
  state?: ClusterState;
}

/** Looks at a run; what is wrong with it, a text each. */
export type Invariant = (run: ObservedRun) => string[];

/** What ended and how, by step. */
export interface StepEnds {
  /** Position of its `step.succeeded`; -1 for what an earlier run did. */
  succeeded: Map<string, number>;
  failed: Map<string, number>;
}

/** Where each step ended. */
export function stepEnds({events}: ObservedRun): StepEnds {
  const ends: StepEnds = {succeeded: new Map(), failed: new Map()};
  for (const [index, event] of events.entries()) {
    if (event.type === 'run.resumed') for (const {step} of event.done) ends.succeeded.set(step, -1);
    if (event.type === 'step.succeeded') ends.succeeded.set(event.step, index);
    if (event.type === 'step.failed') ends.failed.set(event.step, index);
  }
  return ends;
}

/** Whether an operation brings something up. */
export function bringsUp(operation: Operation): boolean {
  return operation !== 'destroy';
}
