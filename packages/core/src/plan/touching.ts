import type {Graph} from '../graph/graph.js';
import {placeKey} from '../graph/place-key.js';
import type {Diagnostic} from '../source/diagnostic.js';

/** The warnings of a graph about dependencies of some resources, or about cycles that these are on. */
export function warningsTouching(graph: Graph, resources: ReadonlySet<string>): Diagnostic[] {
  // As in nearly all projects.
  if (graph.diagnostics.length === 0) return [];
  const resourceOf = new Map(graph.nodes.map(({id, resource}) => [id, resource]));
  const touched = new Map<string, boolean>();
  for (const {from, at, cycle = []} of graph.dropped) {
    const touches = [from, ...cycle].some((name) => resources.has(resourceOf.get(name) ?? name));
    touched.set(placeKey(at), touches || touched.get(placeKey(at)) === true);
  }
  return graph.diagnostics.filter(({severity, at, related = []}) => {
    const places = [at, ...related.map((other) => other.at)].flatMap((location) =>
      location ? [placeKey(location)] : [],
    );
    return severity === 'warning' && places.some((key) => touched.get(key) !== false);
  });
}
