import type {Graph, GraphDependency} from '../graph.js';

/** Resource -> the resources that it or one of its steps depends on, in any phase, by dependencies that were kept. */
export function resourceDependencies(graph: Graph): Map<string, Set<string>> {
  const relation = new Map(graph.resources.map(({name}) => [name, new Set<string>()]));
  forEachResourceEdge(graph, (from, to) => relation.get(from)?.add(to));
  return relation;
}

/** Resource -> the resources that depend on it or on one of its steps: the reverse of {@link resourceDependencies}. */
export function resourceDependents(graph: Graph): Map<string, Set<string>> {
  const relation = new Map(graph.resources.map(({name}) => [name, new Set<string>()]));
  forEachResourceEdge(graph, (from, to) => relation.get(to)?.add(from));
  return relation;
}

function forEachResourceEdge(graph: Graph, edge: (from: string, to: string) => void): void {
  const resourceOf = new Map(graph.nodes.map(({id, resource}) => [id, resource]));
  const visit = (from: string, dependencies: GraphDependency[]) => {
    for (const {on} of dependencies) {
      const to = on.type === 'resource' ? on.name : resourceOf.get(on.id);
      if (to !== undefined && to !== from) edge(from, to);
    }
  };
  for (const {resource, dependencies} of graph.nodes) visit(resource, dependencies);
  for (const {name, dependencies} of graph.resources) visit(name, dependencies);
}
