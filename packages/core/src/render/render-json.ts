import type {Graph} from '../graph/graph.js';
import type {ResourceStates} from './resource-state.js';

/**
 * The graph as indented JSON: everything that is known of it.
 *
 * @param states become the `status` of the resources
 */
export function renderJson(graph: Graph, states?: ResourceStates): string {
  const resources = graph.resources.map((resource) => {
    const status = states?.get(resource.name);
    return status ? {...resource, status} : resource;
  });
  return JSON.stringify({...graph, resources}, null, 2);
}
