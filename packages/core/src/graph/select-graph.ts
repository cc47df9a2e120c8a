import type {Graph} from './graph.js';
import type {Selection} from './select-resources.js';

/** The part of a graph that has the selected resources: with the phases that they are in, and nothing that points outside. */
export function selectGraph(graph: Graph, {resources: selected}: Pick<Selection, 'resources'>): Graph {
  const resources = graph.resources.filter(({name}) => selected.has(name));
  if (resources.length === graph.resources.length) return graph;
  const kept = new Set(resources.flatMap(({name, nodes}) => [name, ...nodes]));
  const inside = ({on}: {on: Graph['dropped'][number]['on']}) => kept.has(on.type === 'step' ? on.id : on.name);
  const phases = new Set(resources.map(({phase}) => phase));
  return {
    ...graph,
    phases: graph.phases
      .filter(({name}) => phases.has(name))
      .map((phase) => ({...phase, nodes: phase.nodes.filter((id) => kept.has(id))})),
    nodes: graph.nodes
      .filter(({id}) => kept.has(id))
      .map((node) => ({...node, dependencies: node.dependencies.filter(inside)})),
    resources: resources.map((resource) => ({...resource, dependencies: resource.dependencies.filter(inside)})),
    dropped: graph.dropped.filter((dropped) => kept.has(dropped.from) && inside(dropped)),
  };
}
