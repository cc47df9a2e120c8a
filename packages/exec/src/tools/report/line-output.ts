/**
 * Turns output that comes in chunks, split anywhere, into whole lines, so that a secret is never seen in halves. `\r\n` ends a line as
 * well; of what a progress bar overwrites with `\r`, the last version counts.
 */
export class LineOutput {
  /** The beginnings of a line that has no end yet: joined once, so that a line of many chunks does not take forever. */
  #rest: string[] = [];

  constructor(private readonly onLine: (line: string) => void) {}

  /** Takes a chunk, and passes on the lines that it completes. */
  write(chunk: string): void {
    const lines = chunk.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length > 0) {
      lines[0] = this.#rest.join('') + lines[0];
      this.#rest = [];
    }
    if (rest !== '') this.#rest.push(rest);
    lines.forEach((line) => this.#emit(line));
  }

  /** Passes on a last line without an end. */
  end(): void {
    const rest = this.#rest.join('');
    this.#rest = [];
    if (rest !== '') this.#emit(rest);
  }

  #emit(line: string): void {
    const text = line.replace(/\r+$/, '');
    this.onLine(text.slice(text.lastIndexOf('\r') + 1));
  }
}
