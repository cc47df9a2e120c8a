/**
 * Reads that several ask for at the same time, made once: who asks while one is under way shares the next one with all others who do. So every
 * answer is of a read that began after it was asked for, and of a hundred who ask at once, two reads are made.
 */
export class SharedReads<Result> {
  private readonly running = new Map<string, Promise<Result>>();
  private readonly next = new Map<string, Promise<Result>>();

  /** @param key what is read: the same key, the same read */
  async read(key: string, read: () => Promise<Result>): Promise<Result> {
    const running = this.running.get(key);
    if (running === undefined) return await this.begin(key, read);
    let next = this.next.get(key);
    if (next === undefined) {
      const begin = (): Promise<Result> => {
        this.next.delete(key);
        return this.begin(key, read);
      };
      next = running.then(begin, begin);
      this.next.set(key, next);
    }
    return await next;
  }

  private begin(key: string, read: () => Promise<Result>): Promise<Result> {
    const reading = read().finally(() => this.running.delete(key));
    this.running.set(key, reading);
    return reading;
  }
}
