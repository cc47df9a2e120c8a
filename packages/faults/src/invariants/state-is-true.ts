import type {ObservedRun} from './observed-run.js';

/** The state file says of each step and resource what the events told. */
export function stateIsTrue({plan, events, state}: ObservedRun): string[] {
  if (!state || plan.operation === 'restart') return [];
  const wrong: string[] = [];
  const names = new Map(plan.phases.flatMap(({steps}) => steps.map(({id, step}) => [id, step])));
  for (const event of events) {
    if (event.type !== 'step.succeeded' && event.type !== 'step.failed') continue;
    const name = names.get(event.step);
    if (name === undefined) continue;
    const outcome = event.type === 'step.succeeded' ? 'succeeded' : 'failed';
    // What could not be written, because the disk was full, is told as just that.
    if (event.type === 'step.failed' && event.error.code === 'KF912') continue;
    const recorded = state.resources[event.resource]?.steps[name]?.outcome;
    if (recorded !== outcome) wrong.push(`${event.step} ${outcome}, and the state says ${recorded}`);
  }
  const failed = new Set(
    events.flatMap((event) =>
      event.type === 'step.failed' || event.type === 'resource.failed' ? [event.resource] : [],
    ),
  );
  const finished = events.at(-1);
  const isWhole = finished?.type === 'run.finished' && finished.outcome === 'succeeded';
  for (const {name} of plan.resources) {
    const status = state.resources[name]?.status;
    const good = plan.operation === 'destroy' ? 'destroyed' : 'applied';
    if (isWhole && status !== good) wrong.push(`the run went through, and the state says ${status} of ${name}`);
    if (failed.has(name) && status !== 'failed') wrong.push(`${name} failed, and the state says ${status}`);
  }
  return wrong;
}
