import {DirectedGraph} from 'graphology';
import {readyKey, targetKey} from './node-key.js';
import type {Waiter} from './references/waiters.js';

/**
 * The explicit dependencies inside one phase, each edge from the dependency to its dependent. Besides the waiters there is a
 * node behind all steps of each resource that something of this phase waits for: the resource is ready.
 */
export function buildPhaseGraph(waiters: Waiter[]): DirectedGraph {
  const graph = new DirectedGraph({allowSelfLoops: false});
  const stepsOf = new Map<string, string[]>();
  for (const {key, resource, step} of waiters) {
    graph.addNode(key);
    if (step === undefined) continue;
    const steps = stepsOf.get(resource.name);
    if (steps) steps.push(key);
    else stepsOf.set(resource.name, [key]);
  }
  for (const {key, dependencies} of waiters) {
    for (const {on, phase} of dependencies) {
      if (phase !== 'same') continue;
      const target = targetKey(on);
      if (on.type === 'resource' && !graph.hasNode(target)) addReadyNode(graph, on.name, stepsOf.get(on.name) ?? []);
      graph.addEdge(target, key);
    }
  }
  return graph;
}

function addReadyNode(graph: DirectedGraph, resource: string, steps: string[]): void {
  graph.addNode(readyKey(resource));
  for (const step of steps) graph.addEdge(step, readyKey(resource));
}
