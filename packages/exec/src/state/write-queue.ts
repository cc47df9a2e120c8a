interface Waiting<Item> {
  item: Item;
  done(): void;
  failed(error: unknown): void;
}

/** One write at a time: items that come while a write is under way go into the next one together. */
export class WriteQueue<Item> {
  private waiting: Waiting<Item>[] = [];
  private isWriting = false;

  /** @param write writes the items, in the order in which they came; all of them fail with it */
  constructor(private readonly write: (items: readonly Item[]) => Promise<void>) {}

  /** Resolves when the write that the item was in is over; rejects with what that failed of. */
  add(item: Item): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({item, done, failed});
      if (!this.isWriting) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        await this.write(batch.map(({item}) => item));
        for (const {done} of batch) done();
      } catch (error) {
        for (const {failed} of batch) failed(error);
      }
    }
    this.isWriting = false;
  }
}
