import type {TaskNode} from './task-graph.js';

/**
 * Tasks as a binary heap: the one with the longest remaining path comes out first, and of equals the one declared first. `push` and `pop` are
 * O(log n).
 */
export class ReadyHeap {
  private readonly heap: TaskNode[] = [];

  /** The one that comes out next. */
  get first(): TaskNode | undefined {
    return this.heap[0];
  }

  push(node: TaskNode): void {
    const {heap} = this;
    let at = heap.length;
    heap.push(node);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!comesBefore(node, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = node;
  }

  /** Takes the first one out, or undefined when there is none. */
  pop(): TaskNode | undefined {
    const {heap} = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && comesBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!comesBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

/** Whether a task is to start before another. */
export function comesBefore(a: TaskNode, b: TaskNode): boolean {
  return a.remaining === b.remaining ? a.declared < b.declared : a.remaining > b.remaining;
}
