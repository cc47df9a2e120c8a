import type {Graph, GraphNode, GraphResource} from '../graph/graph.js';

/**
 * Resources in the order of their first planned step. One without steps stays next to the resource that it follows in the graph.
 * @param nodes the planned ones, in the graph's order
 */
export function orderResources(
  graph: Graph,
  resources: GraphResource[],
  nodes: GraphNode[],
  reverse: boolean,
): GraphResource[] {
  const phases = new Map(graph.phases.map(({name}, index) => [name, index]));
  const places = new Map<string, number>();
  nodes.forEach(({resource}, index) => {
    // What is reversed begins with the last step.
    if (reverse || !places.has(resource)) places.set(resource, index);
  });
  let before = -1;
  const placed = resources.map((resource) => {
    const own = places.get(resource.name);
    before = Math.max(before, own ?? before);
    return {resource, phase: phases.get(resource.phase) ?? 0, place: own ?? before + 0.5};
  });
  placed.sort((a, b) => a.phase - b.phase || a.place - b.place);
  return (reverse ? placed.reverse() : placed).map(({resource}) => resource);
}
