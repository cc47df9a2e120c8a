/**
 * Turns output that comes in chunks, split anywhere, into whole lines, so that a secret is never seen in halves. `\r\n` ends a line as
 * well; of what a progress bar overwrites with `\r`, the last version counts.
 */
export class LineOutput {
  #rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  /** Takes a chunk, and passes on the lines that it completes. */
  write(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    lines.forEach((line) => this.#emit(line));
  }

  /** Passes on a last line without an end. */
  end(): void {
    if (this.#rest !== '') this.#emit(this.#rest);
    this.#rest = '';
  }

  #emit(line: string): void {
    const text = line.replace(/\r+$/, '');
    this.onLine(text.slice(text.lastIndexOf('\r') + 1));
  }
}
