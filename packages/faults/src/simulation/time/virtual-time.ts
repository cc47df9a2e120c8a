/** Something that is going to happen. */
interface Due {
  at: number;
  /** Of two at the same time, the one that was planned first comes first. */
  order: number;
  happen(): void;
}

/** Time that moves only when it is told to, from one planned happening to the next. Milliseconds. */
export class VirtualTime {
  private current = Date.UTC(2031, 0, 1);
  private readonly start = this.current;
  private order = 0;
  private readonly planned = new Set<Due>();

  /** Milliseconds since the epoch. */
  get now(): number {
    return this.current;
  }

  /** Milliseconds since the beginning. */
  get passed(): number {
    return this.current - this.start;
  }

  /** Plans a happening. Returns what takes it back. */
  after(milliseconds: number, happen: () => void): () => void {
    const due = {at: this.current + Math.max(0, milliseconds), order: this.order++, happen};
    this.planned.add(due);
    return () => void this.planned.delete(due);
  }

  /** Lets the next happening happen. False when nothing is planned. */
  step(): boolean {
    let next: Due | undefined;
    for (const due of this.planned) {
      if (!next || due.at < next.at || (due.at === next.at && due.order < next.order)) next = due;
    }
    if (!next) return false;
    this.planned.delete(next);
    this.current = next.at;
    next.happen();
    return true;
  }
}
