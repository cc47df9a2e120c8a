/** A priority queue of numbers: the smallest comes out first. */
export class MinHeap {
  readonly #items: number[] = [];

  get size(): number {
    return this.#items.length;
  }

  push(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#item(parent) <= item) break;
      items[at] = this.#item(parent);
      at = parent;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const smallest = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return smallest;
    let at = 0;
    for (let child = 1; child < items.length; child = 2 * at + 1) {
      if (child + 1 < items.length && this.#item(child + 1) < this.#item(child)) child++;
      if (last <= this.#item(child)) break;
      items[at] = this.#item(child);
      at = child;
    }
    items[at] = last;
    return smallest;
  }

  #item(at: number): number {
    return this.#items[at] ?? Infinity;
  }
}
