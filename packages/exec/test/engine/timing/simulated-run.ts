import type {Plan, PlanStep} from '@kflow/core';
import fc from 'fast-check';
import type {EventBody, KflowEvent} from '../../../src/engine/event.js';

/** A resource of a simulated run; links are positions of earlier resources. */
export interface SimulatedResource {
  phase: number;
  steps: {seconds: number; delay: number}[];
  wait: number;
  links: number[];
  /** Whether the first step comes after the whole resource that a link leads to, or only after its last step. */
  ready: boolean;
}

/** Resources of up to three phases, sorted by phase. `delay` makes steps begin later than they could. */
export const simulatedResources = (delays: boolean): fc.Arbitrary<SimulatedResource[]> =>
  fc
    .array(
      fc.record({
        phase: fc.nat(2),
        steps: fc.array(fc.record({seconds: fc.nat(9), delay: delays ? fc.nat(3) : fc.constant(0)}), {
          minLength: 1,
          maxLength: 3,
        }),
        wait: fc.nat(20),
        links: fc.array(fc.nat(30), {maxLength: 3}),
        ready: fc.boolean(),
      }),
      {minLength: 1, maxLength: 15},
    )
    .map((resources) => resources.toSorted((a, b) => a.phase - b.phase));

/** The plan of such resources and the events of a run that starts everything as soon as it may (plus its delay). */
export function simulateRun(resources: readonly SimulatedResource[]): {
  plan: Plan;
  events: KflowEvent[];
  seconds: number;
} {
  const phases = [...new Set(resources.map(({phase}) => phase))];
  const steps = new Map<number, PlanStep[]>(phases.map((phase) => [phase, []]));
  const ends = new Map<string, number>();
  const timed: {second: number; body: EventBody}[] = [];
  let barrier = 0;
  for (const phase of phases) {
    let over = barrier;
    resources.forEach((resource, index) => {
      if (resource.phase !== phase) return;
      const name = `r${index}`;
      const linked = resource.links
        .map((link) => link % (index + 1))
        .filter((link) => link !== index && resources[link]!.phase === phase);
      const last = (of: number) => `r${of}.s${resources[of]!.steps.length - 1}`;
      const ids = resource.steps.map((_, step) => `${name}.s${step}`);
      resource.steps.forEach(({seconds, delay}, step) => {
        const after =
          step > 0
            ? {steps: [ids[step - 1]!], ready: []}
            : resource.ready
              ? {steps: [], ready: linked.map((link) => `r${link}`)}
              : {steps: linked.map(last), ready: []};
        const begin = delay + Math.max(barrier, ...[...after.steps, ...after.ready].map((id) => ends.get(id)!));
        const id = ids[step]!;
        steps.get(phase)!.push({id, resource: name, step: `s${step}`, kind: 'manifests', after, summary: ''});
        timed.push({
          second: begin,
          body: {type: 'step.started', step: id, resource: name, kind: 'manifests', summary: ''},
        });
        ends.set(id, begin + seconds);
        timed.push({
          second: begin + seconds,
          body: {type: 'step.succeeded', step: id, resource: name, seconds, changes: []},
        });
      });
      const begin = ends.get(ids.at(-1)!)!;
      const end = begin + resource.wait;
      ends.set(name, end);
      timed.push({second: begin, body: {type: 'resource.waiting', resource: name, for: 'ready', workloads: []}});
      timed.push({second: end, body: {type: 'resource.ready', resource: name, for: 'ready', seconds: resource.wait}});
      over = Math.max(over, end);
    });
    barrier = over;
  }
  const plan: Plan = {
    version: 1,
    operation: 'apply',
    phases: phases.map((phase) => ({name: `p${phase}`, steps: steps.get(phase)!})),
    resources: resources.map(({phase}, index) => ({
      name: `r${index}`,
      phase: `p${phase}`,
      namespace: 'n',
      selected: true,
    })),
    diagnostics: [],
  };
  const events = timed
    .toSorted((a, b) => a.second - b.second)
    .map(({second, body}) => ({...body, at: new Date(second * 1000).toISOString()}) as KflowEvent);
  return {plan, events, seconds: barrier};
}
