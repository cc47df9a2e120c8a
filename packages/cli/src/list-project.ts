import {kindOf} from '@kflow/core';
import type {Graph, Project} from '@kflow/core';

/** What `kflow list --json` prints. */
export interface ProjectList {
  /** In order. */
  phases: {name: string; description?: string; resources: string[]}[];
  /** In the order in which apply comes to them. */
  resources: ListedResource[];
}

/** One resource of the list. */
export interface ListedResource {
  name: string;
  phase: string;
  namespace: string;
  description?: string;
  /** In the order in which they run. */
  steps: {name: string; kind: string}[];
  /** Its references and those of its steps, as the YAML has them, without doubles. */
  dependsOn: string[];
}

/** The phases and resources of a project. */
export function listProject(project: Project, graph: Graph): ProjectList {
  const order = [...new Set(graph.nodes.map(({resource}) => resource))];
  const rank = new Map(order.map((name, index) => [name, index]));
  const position = (name: string, declared: number) => rank.get(name) ?? order.length + declared;
  const phaseRank = new Map(project.phases.map(({name}, index) => [name, index]));
  const stepRank = new Map(graph.nodes.map(({id}, index) => [id, index]));
  const resources = project.resources
    .map((resource, declared) => ({resource, declared}))
    // A resource without steps has no place in the graph: it comes last in its phase.
    .sort(
      (a, b) =>
        (phaseRank.get(a.resource.phase) ?? 0) - (phaseRank.get(b.resource.phase) ?? 0) ||
        position(a.resource.name, a.declared) - position(b.resource.name, b.declared),
    )
    .map(({resource: {name, phase, namespace, description, dependsOn, steps}}): ListedResource => {
      const own = new Set(steps.map((step) => step.name));
      const references = [...dependsOn, ...steps.flatMap((step) => step.dependsOn)].map(({text}) => text);
      return {
        name,
        phase,
        namespace,
        ...(description === undefined ? {} : {description}),
        steps: [...steps]
          .sort((a, b) => (stepRank.get(a.id) ?? 0) - (stepRank.get(b.id) ?? 0))
          .map((step) => ({name: step.name, kind: kindOf(step.spec)})),
        dependsOn: [...new Set(references)].filter((text) => !own.has(text)),
      };
    });
  return {
    phases: project.phases.map(({name, description}) => ({
      name,
      ...(description === undefined ? {} : {description}),
      resources: resources.filter(({phase}) => phase === name).map((resource) => resource.name),
    })),
    resources,
  };
}
