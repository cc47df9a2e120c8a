import type {Graph} from '../graph/graph.js';

/** The graph as indented JSON: everything that is known of it. */
export function renderJson(graph: Graph): string {
  return JSON.stringify(graph, null, 2);
}
