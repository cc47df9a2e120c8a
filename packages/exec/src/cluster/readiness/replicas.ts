import type {Verdict} from './verdict.js';

/** Replicas of which too few are ready, or of which something else has yet to happen. */
export function replicasProgressing(ready: number, total: number, message = `${ready}/${total} ready`): Verdict {
  return {state: 'progressing', ready: Math.min(ready, total), total, message};
}

/** Replicas that are all ready. */
export function replicasReady(ready: number, total: number, message = `${ready}/${total} ready`): Verdict {
  return {state: 'ready', ready, total, message};
}

/** What is said of replicas whose controller has not seen the newest spec. */
export const unobserved = 'waiting for the controller to see the change';
