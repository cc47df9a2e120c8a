import {MinHeap} from './min-heap.js';

/**
 * The nodes of a graph so that each comes after its dependencies, the earliest-declared first among those that could be
 * next (Kahn's algorithm with a heap; graphology-dag's sort goes level by level instead). A node without a position in declared
 * order (resource is ready) comes right after the last node it waits for. What is on a cycle, or behind one, is left out.
 * @param out node -> the nodes that wait for it
 * @param position of a node in declared order
 */
export function sortNodes(
  out: readonly (readonly number[])[],
  position: (node: number) => number | undefined,
): number[] {
  const sorted: number[] = [];
  const waiting = new Int32Array(out.length);
  out.forEach((dependents) => dependents.forEach((dependent) => waiting[dependent]!++));
  const byPosition = new Map<number, number>();
  const next = new MinHeap();
  const immediate: number[] = [];

  const free = (node: number) => {
    const place = position(node);
    if (place === undefined) {
      immediate.push(node);
    } else {
      byPosition.set(place, node);
      next.push(place);
    }
  };

  const release = (node: number) => {
    if (--waiting[node]! === 0) free(node);
  };

  waiting.forEach((count, node) => {
    if (count === 0) free(node);
  });
  while (immediate.length > 0 || next.size > 0) {
    const node = immediate.pop() ?? byPosition.get(next.pop() ?? -1);
    if (node === undefined) break;
    sorted.push(node);
    out[node]?.forEach(release);
  }
  return sorted;
}
