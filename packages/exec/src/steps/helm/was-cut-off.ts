import type {StepContext} from '../step-handler.js';

/** Milliseconds by which the state's time and helm's may differ: helm runs on this machine. */
const slack = 1_000;

/**
 * Whether kflow's own state says that the helm of a pending revision is dead. It is when kflow was itself cut off while it was at the revision (no child
 * outlives kflow, and this run has the cluster's lock), and when kflow saw the helm of this step end, killed or not, after the revision began: had
 * somebody else's helm been at work, ours would have failed of just that.
 *
 * @param began when helm began with the revision, milliseconds since the epoch
 */
export function wasCutOff({state, step}: Pick<StepContext, 'state' | 'step'>, began: number): boolean {
  if (state === undefined) return false;
  if (state.status === 'applying' && began >= Date.parse(state.lastOperationAt) - slack) return true;
  const last = Object.hasOwn(state.steps, step.name) ? state.steps[step.name] : undefined;
  if (last?.outcome !== 'failed' || /another operation|another helm/.test(last.error ?? '')) return false;
  return began <= Date.parse(last.at) + slack;
}
