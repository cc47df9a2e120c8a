import type {DirectedGraph} from 'graphology';
import {MinHeap} from './min-heap.js';

/**
 * The nodes of an acyclic graph so that each comes after its dependencies, the earliest-declared first among those that could be
 * next (Kahn's algorithm with a heap; graphology-dag's sort goes level by level instead). A node without a position in declared
 * order (resource is ready) comes right after the last node it waits for.
 */
export function sortNodes(graph: DirectedGraph, declared: (node: string) => number | undefined): string[] {
  const sorted: string[] = [];
  const waiting = new Map<string, number>();
  const byPosition = new Map<number, string>();
  const next = new MinHeap();
  const immediate: string[] = [];

  const free = (node: string) => {
    const position = declared(node);
    if (position === undefined) {
      immediate.push(node);
    } else {
      byPosition.set(position, node);
      next.push(position);
    }
  };
  const release = (dependent: string) => {
    const left = (waiting.get(dependent) ?? 0) - 1;
    waiting.set(dependent, left);
    if (left === 0) free(dependent);
  };

  graph.forEachNode((node) => {
    const count = graph.inDegree(node);
    waiting.set(node, count);
    if (count === 0) free(node);
  });
  while (immediate.length > 0 || next.size > 0) {
    const node = immediate.pop() ?? byPosition.get(next.pop() ?? -1);
    if (node === undefined) break;
    sorted.push(node);
    graph.forEachOutNeighbor(node, release);
  }
  return sorted;
}
