/**
 * Cuts text that comes in chunks into lines. The chunks must be whole characters (`setEncoding('utf8')` sees to that); an
 * unfinished last line is kept until its end comes, and dropped when it never does: a cut connection's half line is no event. Of text
 * for people nothing is dropped: blank lines count, and `end` gives the unfinished one.
 */
export class LineSplitter {
  #parts: string[] = [];

  constructor(
    private readonly onLine: (line: string) => void,
    private readonly isText = false,
  ) {}

  push(chunk: string): void {
    let start = 0;
    for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', start)) {
      this.#parts.push(chunk.slice(start, end));
      const line = this.#parts.join('');
      this.#parts = [];
      start = end + 1;
      if (this.isText || line.trim() !== '') this.onLine(line);
    }
    if (start < chunk.length) this.#parts.push(chunk.slice(start));
  }
  /** The text is over. */
  end(): void {
    const line = this.#parts.join('');
    this.#parts = [];
    if (this.isText && line !== '') this.onLine(line);
  }
}
