import type {Graph, GraphDependency, Plan, Project} from '../../src/index.js';

/** Step ids in order. */
export function orderOf(graph: Graph): string[] {
  return graph.nodes.map(({id}) => id);
}

/** Step ids of a plan in order. */
export function planned(plan: Plan): string[] {
  return plan.phases.flatMap(({steps}) => steps.map(({id}) => id));
}

/** A step of the graph by id. */
export function nodeOf(graph: Graph, id: string) {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (!node) throw new Error(`no node ${id}`);
  return node;
}

/** `step x`, `resource y` for each dependency, `(order)` and `(earlier)` where it applies. */
export function dependenciesOf(graph: Graph, id: string): string[] {
  return nodeOf(graph, id).dependencies.map(
    ({on, because, earlierPhase}) =>
      `${on.type === 'step' ? on.id : `all of ${on.name}`}${because === 'order' ? ' (order)' : ''}${earlierPhase ? ' (earlier)' : ''}`,
  );
}

/**
 * The transitive closure of a graph over its steps, by brute force: step -> every step that is over before it starts, inside its
 * phase. Written apart from the code under test.
 */
export function ancestors(graph: Graph): Map<string, Set<string>> {
  const resources = new Map(graph.resources.map((resource) => [resource.name, resource]));
  const direct = (dependencies: GraphDependency[], seen: Set<string>): string[] =>
    dependencies.flatMap(({on, earlierPhase}) => {
      if (earlierPhase) return [];
      if (on.type === 'step') return [on.id];
      if (seen.has(on.name)) return [];
      const resource = resources.get(on.name)!;
      return [...resource.nodes, ...direct(resource.dependencies, new Set([...seen, on.name]))];
    });
  return close(new Map(graph.nodes.map(({id, dependencies}) => [id, direct(dependencies, new Set())])));
}

/** The same for a plan: `ready` stands for the planned steps of the resource and for what its own `after` says. */
export function planAncestors(plan: Plan): Map<string, Set<string>> {
  const steps = plan.phases.flatMap((phase) => phase.steps);
  const direct = (after: {steps: string[]; ready: string[]}): string[] => [
    ...after.steps,
    ...after.ready.flatMap((name) => [
      ...steps.filter(({resource}) => resource === name).map(({id}) => id),
      ...direct(plan.resources.find((resource) => resource.name === name)?.after ?? {steps: [], ready: []}),
    ]),
  ];
  return close(new Map(steps.map(({id, after}) => [id, direct(after)])));
}

function close(direct: Map<string, string[]>): Map<string, Set<string>> {
  return new Map(
    [...direct].map(([id, first]) => {
      const all = new Set(first);
      for (const next of all) for (const further of direct.get(next) ?? []) all.add(further);
      return [id, all];
    }),
  );
}

/** Pairs `a < b` ("a is over before b starts") of a closure, sorted, of some steps only. */
export function pairs(closure: Map<string, Set<string>>, only?: Set<string>): string[] {
  return [...closure]
    .flatMap(([after, befores]) => [...befores].map((before) => [before, after] as const))
    .filter(([before, after]) => !only || (only.has(before) && only.has(after)))
    .map(([before, after]) => `${before} < ${after}`)
    .sort();
}

/** A resource's position in the project by name. */
export function resourceOf(project: Project, name: string) {
  const resource = project.resources.find((candidate) => candidate.name === name);
  if (!resource) throw new Error(`no resource ${name}`);
  return resource;
}
