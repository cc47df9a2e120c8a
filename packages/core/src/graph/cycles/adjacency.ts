import type {DirectedGraph} from 'graphology';

/** A graph over the numbers 0 to n-1: what the algorithms that visit a graph many times work on. */
export interface Adjacency {
  /** Number -> key. */
  keys: string[];
  /** Key -> number. */
  numbers: Map<string, number>;
  /** Number -> the numbers that its edges lead to. */
  out: number[][];
  /** Number -> the numbers that edges lead from to it. */
  in: number[][];
}

/** Numbers the nodes of a graph in the order given. */
export function toAdjacency(graph: DirectedGraph, keys: string[] = graph.nodes()): Adjacency {
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const out: number[][] = keys.map(() => []);
  const incoming: number[][] = keys.map(() => []);
  graph.forEachDirectedEdge((_edge, _attributes, source, target) => {
    const from = numbers.get(source);
    const to = numbers.get(target);
    if (from === undefined || to === undefined) return;
    out[from]?.push(to);
    incoming[to]?.push(from);
  });
  return {keys, numbers, out, in: incoming};
}
