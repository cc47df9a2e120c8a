import type {Step} from '../config/project.js';
import type {GraphPhase, GraphResource} from '../graph/graph.js';
import {kindOf, summarize} from '../steps/index.js';
import type {PlanPhase, PlanStep} from './plan.js';

/** A step of a plan and the phase it belongs to. */
export interface PlacedStep {
  phase: string;
  step: PlanStep;
}

/** The phases that have a resource of the plan, each with its steps. */
export function planPhases(phases: GraphPhase[], resources: GraphResource[], steps: PlacedStep[]): PlanPhase[] {
  const byPhase = new Map<string, PlanStep[]>(resources.map(({phase}) => [phase, []]));
  for (const {phase, step} of steps) byPhase.get(phase)?.push(step);
  return phases.flatMap(({name, description}) => {
    const planned = byPhase.get(name);
    return planned ? [{name, ...(description === undefined ? {} : {description}), steps: planned}] : [];
  });
}

/** A step in the terms of a plan: what it is, not what is in it. */
export function planStep({id, resource, name, spec, namespace}: Step, after: PlanStep['after']): PlanStep {
  const kind = kindOf(spec);
  const summary = summarize(spec);
  // Each written out: to spread `{namespace}` or nothing takes longer than all the rest.
  return namespace === undefined
    ? {id, resource, step: name, kind, after, summary}
    : {id, resource, step: name, kind, namespace, after, summary};
}
