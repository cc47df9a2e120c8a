import type {Adjacency} from '../cycles/adjacency.js';
import {MinHeap} from './min-heap.js';

/**
 * Keeps the nodes of an acyclic graph in topological order while edges are added one by one, and knows cheaply which edge would
 * close a cycle: only the nodes between the two ends of an edge are looked at.
 * Pearce and Kelly, "A dynamic topological sort algorithm for directed acyclic graphs", JEA 11 (2006).
 */
export class IncrementalOrder {
  /** Node -> its place in the order. */
  readonly #position: Int32Array;
  /** Place -> node. */
  readonly #nodes: Int32Array;
  readonly #out: number[][];
  readonly #in: number[][];

  /** @param graph its nodes are numbered in a topological order; it is changed by {@link add}. */
  constructor(graph: Adjacency) {
    this.#position = Int32Array.from(graph.keys, (_, number) => number);
    this.#nodes = Int32Array.from(this.#position);
    this.#out = graph.out;
    this.#in = graph.in;
  }

  /** Whether `a` stands before `b`, so that no path leads from `b` to `a`. */
  before(a: number, b: number): boolean {
    return this.#at(a) < this.#at(b);
  }

  /**
   * The first node in the order that can be reached from `from`, stands no later than `last`, and is wanted. The search goes in
   * the order of the nodes, so that it ends as soon as there is one.
   */
  firstReachable(from: number, last: number, wanted: (node: number) => boolean): number | undefined {
    const limit = this.#at(last);
    const seen = new Set([from]);
    const next = new MinHeap();
    for (let node: number | undefined = from; node !== undefined; node = this.#nodes[next.pop() ?? -1]) {
      if (node !== from && wanted(node)) return node;
      for (const reached of this.#out[node] ?? []) {
        if (this.#at(reached) > limit || seen.has(reached)) continue;
        seen.add(reached);
        next.push(this.#at(reached));
      }
    }
    return undefined;
  }

  /** Adds an edge that closes no cycle. */
  add(from: number, to: number): void {
    if (!this.before(from, to)) this.#reorder(from, to);
    this.#out[from]?.push(to);
    this.#in[to]?.push(from);
  }

  /** Moves what leads to `from` before what follows `to`, inside the places that both take up now. */
  #reorder(from: number, to: number): void {
    const first = this.#at(to);
    const limit = this.#at(from);
    const after = this.#search(to, this.#out, (node) => this.#at(node) <= limit);
    const before = this.#search(from, this.#in, (node) => this.#at(node) >= first);
    const nodes = [...this.#sorted(before), ...this.#sorted(after)];
    const places = nodes.map((node) => this.#at(node)).sort((a, b) => a - b);
    nodes.forEach((node, index) => {
      const place = places[index] ?? 0;
      this.#position[node] = place;
      this.#nodes[place] = node;
    });
  }

  #search(start: number, edges: number[][], inside: (node: number) => boolean): Set<number> {
    const seen = new Set([start]);
    // A Set can be added to while it is walked: it is the queue as well.
    for (const node of seen) {
      for (const next of edges[node] ?? []) if (inside(next)) seen.add(next);
    }
    return seen;
  }

  #sorted(nodes: Set<number>): number[] {
    return [...nodes].sort((a, b) => this.#at(a) - this.#at(b));
  }

  #at(node: number): number {
    return this.#position[node] ?? 0;
  }
}
