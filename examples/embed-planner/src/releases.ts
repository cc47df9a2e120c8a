import type {Plan, Project} from '@kflow/core';

/** A helm release that touches a namespace, and where it stands in its project's order. */
export interface Release {
  /** The step that installs it, `resource.step`. */
  step: string;
  phase: string;
  /** Position among the steps of the plan, from 1. */
  position: number;
  release: string;
  chart: string;
  /** `newest` when the project names none. */
  version: string;
  /** What has to be there first: steps done, resources ready. */
  after: string[];
}

/**
 * The helm releases of a plan that are installed into a namespace, in the order in which they are.
 *
 * @param project that the plan was made of: a plan holds no contents, so that it can be shown to anybody
 */
export function releasesIn(namespace: string, project: Project, plan: Plan): Release[] {
  const specs = new Map(project.resources.flatMap(({steps}) => steps.map(({id, spec}) => [id, spec])));
  const steps = plan.phases.flatMap((phase) => phase.steps.map((step) => ({...step, phase: phase.name})));
  return steps.flatMap((step, index) => {
    const spec = specs.get(step.id);
    if (spec?.kind !== 'helm' || step.namespace !== namespace) return [];
    return {
      step: step.id,
      phase: step.phase,
      position: index + 1,
      release: spec.release,
      chart: spec.chart,
      version: spec.version ?? 'newest',
      after: [...step.after.steps, ...step.after.ready.map((name) => `${name} ready`)],
    };
  });
}
