import type {DirectedGraph} from 'graphology';
import {hasCycle} from 'graphology-dag';
import {toAdjacency, type Adjacency} from '../cycles/adjacency.js';
import {ComponentFinder} from '../cycles/components.js';
import {IncrementalOrder} from './incremental-order.js';
import {sortNodes} from './sort-nodes.js';

/**
 * Adds the declared order of each resource's steps to the explicit dependencies of a phase: each step, in declared order, is put
 * behind all earlier-declared steps of its resource that do not have to wait for it themselves. An edge that would close a cycle
 * is left out, so that an explicit dependency wins: steps a, b, c where a depends on c run as c, a, b. The steps of a resource
 * end up in one line, in which one edge to the step just before says it all.
 * @param graph acyclic; the edges are added to it
 * @param chains the steps of each resource, in declared order
 * @returns the edges that were added: dependent -> dependency
 */
export function addDeclaredOrder(
  graph: DirectedGraph,
  chains: string[][],
  declared: (node: string) => number | undefined,
): Map<string, string> {
  const added = new Map<string, string>();
  const link = (from: string, to: string) => {
    if (graph.hasDirectedEdge(from, to)) return;
    graph.addDirectedEdge(from, to);
    added.set(to, from);
  };
  for (const chain of chains) chain.forEach((step, index) => index > 0 && link(chain[index - 1] ?? '', step));
  if (!hasCycle(graph)) return added;

  // Only where the declared order takes part in a cycle is there anything to decide, and it can be decided apart from the rest.
  const contradicted = chainsOnCycles(graph, chains);
  for (const chain of contradicted) {
    for (const step of chain) {
      const from = added.get(step);
      if (from === undefined) continue;
      graph.dropDirectedEdge(from, step);
      added.delete(step);
    }
  }
  const adjacency = toAdjacency(graph, sortedKeys(graph, declared));
  const order = new IncrementalOrder(adjacency);
  for (const chain of contradicted) lineUp(chain, adjacency, order, link);
  return added;
}

/** The keys of an acyclic graph in order. */
export function sortedKeys(graph: DirectedGraph, declared: (node: string) => number | undefined): string[] {
  const {keys, out} = toAdjacency(graph);
  return sortNodes(out, (node) => declared(keys[node] ?? '')).map((node) => keys[node] ?? '');
}

/** The chains with a step on a cycle. */
function chainsOnCycles(graph: DirectedGraph, chains: string[][]): string[][] {
  const {keys, out} = toAdjacency(graph);
  const components = new ComponentFinder(out).find(keys.map((_, number) => number));
  const onCycle = new Set(components.flat().map((number) => keys[number] ?? ''));
  return chains.filter((chain) => chain.some((step) => onCycle.has(step)));
}

/** Puts the steps of a chain into one line, each as far back as it can go. */
function lineUp(
  chain: string[],
  {numbers, keys}: Adjacency,
  order: IncrementalOrder,
  link: (from: string, to: string) => void,
) {
  const line: number[] = [];
  const inLine = new Set<number>();
  for (const key of chain) {
    const step = numbers.get(key) ?? 0;
    const last = line.at(-1);
    // The line is in topological order: what has to wait for the step is its end, and nothing if even the last is before the step.
    const follower =
      last === undefined || order.before(last, step)
        ? undefined
        : order.firstReachable(step, last, (node) => inLine.has(node));
    const place = follower === undefined ? line.length : placeOf(follower, line, order);
    const previous = line[place - 1];
    if (previous !== undefined) {
      order.add(previous, step);
      link(keys[previous] ?? '', key);
    }
    line.splice(place, 0, step);
    inLine.add(step);
  }
}

/** Where a member of the line stands, by bisection: the line is in topological order. */
function placeOf(member: number, line: number[], order: IncrementalOrder): number {
  let low = 0;
  let high = line.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order.before(line[middle] ?? member, member)) low = middle + 1;
    else high = middle;
  }
  return low;
}
