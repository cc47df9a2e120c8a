/** Texts that are written by one and read, as they come, by another: what a program's standard input is fed from. */
export class TextChannel implements AsyncIterable<string> {
  private readonly texts: string[] = [];
  private closed = false;
  private wake: () => void = () => {};

  write(text: string): void {
    this.texts.push(text);
    this.wake();
  }

  /** No more texts. */
  close(): void {
    this.closed = true;
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string, void, void> {
    for (;;) {
      const text = this.texts.shift();
      if (text !== undefined) yield text;
      else if (this.closed) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
