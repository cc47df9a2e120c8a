import {ReadyHeap} from './ready-heap.js';
import type {TaskNode} from './task-graph.js';

/** The most tasks that share a slot: kubectl is held to its own rate limit after about 150 objects. */
const most = 24;

/**
 * The tasks that could start but have no slot yet. The one with the longest remaining path comes out first, and of equals the one declared
 * first; with it come others that may share its slot. `push` and `take` are O(log n) for each task.
 */
export class ReadyQueue {
  private all = new ReadyHeap();
  /** Those that may share a slot, once more, by what they share. */
  private readonly sharing = new Map<string, ReadyHeap>();
  /** How many of each are ready or run: what is to be spread. */
  private readonly spread = new Map<string, number>();
  /** Taken out of one heap, and still in the other. */
  private readonly taken = new Set<TaskNode>();

  push(node: TaskNode): void {
    const {share} = node.task;
    this.all.push(node);
    if (share === undefined) return;
    let heap = this.sharing.get(share);
    if (!heap) this.sharing.set(share, (heap = new ReadyHeap()));
    heap.push(node);
    this.spread.set(share, (this.spread.get(share) ?? 0) + 1);
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
   */
  take(slots: number): TaskNode[] {
    const first = this.next(this.all);
    if (!first) return [];
    const bunch = [first];
    const {share} = first.task;
    const heap = share === undefined ? undefined : this.sharing.get(share);
    if (share === undefined || !heap) return bunch;
    this.taken.add(first);
    const size = Math.min(most, Math.ceil((this.spread.get(share) ?? 1) / slots));
    while (bunch.length < size) {
      const companion = this.next(heap);
      if (!companion) break;
      this.taken.add(companion);
      bunch.push(companion);
    }
    return bunch;
  }

  clear(): void {
    this.all = new ReadyHeap();
    this.sharing.clear();
    this.spread.clear();
    this.taken.clear();
  }

  /** The first of a heap that was not taken through the other. */
  private next(heap: ReadyHeap): TaskNode | undefined {
    for (;;) {
      const node = heap.pop();
      if (!node || !this.taken.delete(node)) return node;
    }
  }
}
