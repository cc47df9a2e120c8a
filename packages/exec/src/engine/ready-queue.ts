import {comesBefore, ReadyHeap} from './ready-heap.js';
import type {TaskNode} from './task-graph.js';

/** The most tasks that share a slot: kubectl is held to its own rate limit after about 150 objects. */
const most = 24;

/**
 * The tasks that could start but have no slot yet. The one with the longest remaining path comes out first, and of equals the one declared
 * first; with it come others that may share its slot. `push` is O(log n), `take` besides goes once through the sorts of tasks that share slots.
 */
export class ReadyQueue {
  /** By what they share; under `undefined` those that share nothing. None is empty. */
  private readonly heaps = new Map<string | undefined, ReadyHeap>();
  /** How many of each are ready or run: what is to be spread. */
  private readonly spread = new Map<string, number>();

  push(node: TaskNode): void {
    const {share} = node.task;
    let heap = this.heaps.get(share);
    if (!heap) this.heaps.set(share, (heap = new ReadyHeap()));
    heap.push(node);
    if (share !== undefined) this.spread.set(share, (this.spread.get(share) ?? 0) + 1);
  }

  /** Tells that a task that was taken has ended. */
  ended({task: {share}}: TaskNode): void {
    if (share !== undefined) this.spread.set(share, (this.spread.get(share) ?? 1) - 1);
  }

  /**
   * Takes what starts next in one slot: the first task, and as many of those that may share it as come to one slot when these and those that
   * run already are spread evenly. Empty when there is none.
   *
   * @param slots over how many
   * @param isOpen whether tasks that share this may begin now
   */
  take(slots: number, isOpen: (share: string) => boolean): TaskNode[] {
    const heap = this.nextHeap(isOpen);
    const first = heap?.pop();
    if (!heap || !first) return [];
    const {share} = first.task;
    const bunch = [first];
    if (share !== undefined) {
      const size = Math.min(most, Math.ceil((this.spread.get(share) ?? 1) / slots));
      while (bunch.length < size && heap.first) bunch.push(heap.pop()!);
    }
    if (!heap.first) this.heaps.delete(share);
    return bunch;
  }

  clear(): void {
    this.heaps.clear();
    this.spread.clear();
  }

  /** The heap with the task that comes first of all that may begin. */
  private nextHeap(isOpen: (share: string) => boolean): ReadyHeap | undefined {
    let next: ReadyHeap | undefined;
    for (const [share, heap] of this.heaps) {
      if (share !== undefined && !isOpen(share)) continue;
      if (!next || comesBefore(heap.first!, next.first!)) next = heap;
    }
    return next;
  }
}
