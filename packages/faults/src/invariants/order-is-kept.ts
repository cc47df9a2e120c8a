import {bringsUp, stepEnds} from './observed-run.js';
import type {ObservedRun} from './observed-run.js';

/** No step begins before everything that the plan has before it is done, and what has to be ready is. */
export function orderIsKept(run: ObservedRun): string[] {
  const {plan, events} = run;
  const {succeeded} = stepEnds(run);
  const wrong: string[] = [];
  const began = new Map(events.map((event, index) => [event.type === 'step.started' ? event.step : '', index]));
  const ready = new Map(events.map((event, index) => [event.type === 'resource.ready' ? event.resource : '', index]));
  const waits = new Set(events.flatMap((event) => (event.type === 'resource.waiting' ? [event.resource] : [])));
  for (const phase of plan.phases) {
    for (const {id, after} of phase.steps) {
      const start = began.get(id);
      if (start === undefined) continue;
      for (const before of after.steps) {
        const done = succeeded.get(before);
        if (done === undefined || done > start) wrong.push(`${id} began before ${before} was done`);
      }
      for (const resource of after.ready) {
        const steps = phase.steps.filter((step) => step.resource === resource);
        for (const step of steps) {
          const done = succeeded.get(step.id);
          if (done === undefined || done > start) wrong.push(`${id} began before ${step.id} was done`);
        }
        if (!bringsUp(plan.operation) || !waits.has(resource)) continue;
        const at = ready.get(resource);
        if (at === undefined || at > start) wrong.push(`${id} began before ${resource} was ready`);
      }
    }
  }
  return wrong;
}
