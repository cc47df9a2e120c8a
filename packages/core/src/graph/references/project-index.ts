import type {Phase, Project, Resource, Step} from '../../config/project.js';
import type {Reading} from './resolve-reference.js';

/** A project by name, for the graph to look things up in. */
export interface ProjectIndex {
  /** In order. A phase that a resource names without its being declared comes last: loading has refused it already. */
  phases: Phase[];
  resources: Map<string, Resource>;
  /** Resource name -> step name -> step. */
  steps: Map<string, Map<string, Step>>;
  /** Resource name -> position of its phase. */
  phaseOf: Map<string, number>;
  /** Text of a reference -> what it can mean wherever it stands, as far as that was asked. */
  readings: Map<string, Reading[]>;
}

/** Indexes a project. Of two things with the same name the first counts: loading has refused the second already. */
export function indexProject(project: Project): ProjectIndex {
  const phases = [...project.phases];
  const positions = new Map(phases.map(({name}, position) => [name, position]));
  const resources = new Map<string, Resource>();
  const steps = new Map<string, Map<string, Step>>();
  const phaseOf = new Map<string, number>();
  for (const resource of project.resources) {
    if (resources.has(resource.name)) continue;
    resources.set(resource.name, resource);
    const byName = new Map<string, Step>();
    for (const step of resource.steps) if (!byName.has(step.name)) byName.set(step.name, step);
    steps.set(resource.name, byName);
    let position = positions.get(resource.phase);
    if (position === undefined) {
      position = phases.push({name: resource.phase, implicit: true}) - 1;
      positions.set(resource.phase, position);
    }
    phaseOf.set(resource.name, position);
  }
  return {phases, resources, steps, phaseOf, readings: new Map()};
}
