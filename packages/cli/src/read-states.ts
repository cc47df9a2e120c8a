import {readHealth} from '@kflow/exec';
import type {Graph, ResourceStates} from '@kflow/core';
import {lookAtCluster, type LookRequest} from './look-at-cluster.js';
import {planFor} from './project.js';
import type {LoadedProject} from './project.js';

/** How the resources of a graph are in the cluster: what `kflow health` says of them. */
export async function readStates({
  loaded,
  graph,
  ...look
}: Pick<LookRequest<unknown>, 'flags' | 'terminal'> & {
  loaded: LoadedProject;
  graph: Graph;
}): Promise<ResourceStates> {
  // No targets would mean all of them.
  if (graph.resources.length === 0) return new Map();
  const plan = planFor(loaded, {operation: 'health', targets: graph.resources.map(({name}) => name)});
  const {resources} = await lookAtCluster({...look, load: async () => ({loaded, plan}), read: readHealth});
  return new Map(resources.map(({name, state, detail}) => [name, {state, detail}]));
}
