import type {DirectedGraph} from 'graphology';
import {hasCycle} from 'graphology-dag';
import {toAdjacency} from './adjacency.js';
import {ComponentFinder} from './components.js';

/** What a node dropped to break the cycles it was on. */
export interface CycleBreak {
  node: string;
  /** In the order of the graph's edges. */
  dropped: {
    dependency: string;
    /** A shortest cycle through both, from the node back to it, each depending on the next. */
    cycle: string[];
  }[];
}

/**
 * Makes a graph acyclic: of each strongly connected component, the earliest-declared node drops its dependencies inside the
 * component; repeated until none is left. The edges are taken out of the graph.
 * @param declared position in declared order; undefined for nodes that have no dependencies of their own (resource is ready).
 *   Each cycle has a node with a position.
 */
export function breakCycles(graph: DirectedGraph, declared: (node: string) => number | undefined): CycleBreak[] {
  if (!hasCycle(graph)) return [];
  const adjacency = toAdjacency(graph);
  const finder = new ComponentFinder(adjacency.out);
  const position = adjacency.keys.map((key) => declared(key) ?? Infinity);
  const components = finder.find(adjacency.keys.map((_, number) => number));
  const breaks: {position: number; broken: CycleBreak}[] = [];
  for (let component = components.pop(); component !== undefined; component = components.pop()) {
    const first = component.reduce((best, node) => ((position[node] ?? 0) < (position[best] ?? 0) ? node : best));
    const members = new Set(component);
    const dropped = (adjacency.in[first] ?? []).filter((dependency) => members.has(dependency));
    const cycles = shortestCycles(adjacency.out, first, members, dropped);
    const name = (node: number) => adjacency.keys[node] ?? '';
    const node = name(first);
    breaks.push({
      position: position[first] ?? 0,
      broken: {node, dropped: dropped.map((from) => ({dependency: name(from), cycle: cycles(from).map(name)}))},
    });
    for (const dependency of dropped) graph.dropDirectedEdge(name(dependency), node);
    members.delete(first);
    components.push(...finder.find([...members]));
  }
  return breaks.sort((a, b) => a.position - b.position).map(({broken}) => broken);
}

/** Breadth-first from a node along its dependents. The answer gives the cycle that one of its dependencies closes. */
function shortestCycles(
  out: number[][],
  start: number,
  members: ReadonlySet<number>,
  dependencies: number[],
): (dependency: number) => number[] {
  const from = new Map<number, number>();
  const missing = new Set(dependencies);
  const queue = [start];
  for (let head = 0; head < queue.length && missing.size > 0; head++) {
    const node = queue[head] ?? start;
    for (const next of out[node] ?? []) {
      if (!members.has(next) || from.has(next)) continue;
      from.set(next, node);
      missing.delete(next);
      queue.push(next);
    }
  }
  return (dependency) => {
    const cycle = [start];
    for (let node = dependency; node !== start; node = from.get(node) ?? start) cycle.push(node);
    return [...cycle, start];
  };
}
