import {createInterface} from 'node:readline';
import type {Interface} from 'node:readline';
import {Interrupted} from '../interrupt.js';

/** What a question takes: the value, or what is wrong with the answer. */
export type Answer<T> = {value: T} | {problem: string};

/** Asks several questions one after the other on a terminal. Lines that were pasted in one go answer the questions in their order. */
export class Prompter {
  private readonly lines: string[] = [];
  private readonly readline: Interface;
  private waiting?: {resolve(line: string): void; reject(error: unknown): void};
  private over?: unknown;

  /** @param signal ends the question that is open */
  constructor(
    private readonly output: NodeJS.WritableStream,
    input: NodeJS.ReadableStream,
    signal: AbortSignal,
  ) {
    this.readline = createInterface({input, output, terminal: (input as Partial<NodeJS.ReadStream>).isTTY === true});
    this.readline.on('line', (line) => {
      if (this.waiting) this.waiting.resolve(line);
      else this.lines.push(line);
    });
    // In raw mode Ctrl-C is a key, not a signal; Ctrl-D closes.
    this.readline.on('SIGINT', () => this.end(new Interrupted('interrupted')));
    this.readline.on('close', () => this.end(new Interrupted('interrupted')));
    signal.addEventListener('abort', () => this.end(signal.reason), {once: true});
    if (signal.aborted) this.end(signal.reason);
  }

  /** Writes a line that is no question. */
  say(line = ''): void {
    this.output.write(`${line}\n`);
  }

  /**
   * Asks until the answer is a good one. An empty answer is `fallback`.
   *
   * @throws Interrupted on Ctrl-C and at the end of the input; the signal's reason
   */
  async ask<T>(question: string, fallback: string, read: (answer: string) => Answer<T>): Promise<T> {
    for (;;) {
      this.readline.setPrompt(fallback === '' ? `${question}: ` : `${question} [${fallback}]: `);
      if (this.over === undefined) this.readline.prompt();
      const line = (await this.line()).trim();
      const answer = read(line === '' ? fallback : line);
      if ('value' in answer) return answer.value;
      this.say(`  ${answer.problem}`);
    }
  }

  close(): void {
    this.waiting = undefined;
    this.readline.close();
  }

  private line(): Promise<string> {
    const ready = this.lines.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    return new Promise<string>((resolve, reject) => {
      if (this.over !== undefined) reject(this.over);
      else this.waiting = {resolve, reject};
    }).finally(() => (this.waiting = undefined));
  }

  private end(reason: unknown): void {
    this.over ??= reason;
    if (this.waiting) this.say();
    this.waiting?.reject(this.over);
  }
}
