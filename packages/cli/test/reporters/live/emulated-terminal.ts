import xterm from '@xterm/headless';
import {Writable} from 'node:stream';

/** A terminal emulator behind streams such as a process has: what it shows is what a user would see. */
export class EmulatedTerminal {
  private readonly xterm: InstanceType<typeof xterm.Terminal>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  private written = Promise.resolve();

  constructor(
    private columns = 80,
    private rows = 24,
  ) {
    // As a tty's line discipline does: a line feed also returns.
    this.xterm = new xterm.Terminal({cols: columns, rows, scrollback: 5000, allowProposedApi: true, convertEol: true});
    this.stdout = this.stream();
    this.stderr = this.stream();
  }

  resize(columns: number, rows: number): void {
    // Everything before belongs to the old size.
    this.written = this.written.then(() => this.xterm.resize(columns, rows));
    this.columns = columns;
    this.rows = rows;
  }

  /** The lines in sight, without trailing blanks. */
  async screen(): Promise<string[]> {
    const all = await this.lines();
    return all.slice(this.xterm.buffer.active.baseY);
  }

  /** Everything that was left behind, wrapped lines joined, from the beginning of the scrollback. */
  async transcript(): Promise<string> {
    await this.written;
    const {buffer} = this.xterm;
    let text = '';
    for (let row = 0; row < buffer.active.length; row++) {
      const line = buffer.active.getLine(row)!;
      text += (line.isWrapped || row === 0 ? '' : '\n') + line.translateToString(true);
    }
    return text.trimEnd();
  }

  /** Whether the cursor shows. */
  async cursorShows(): Promise<boolean> {
    await this.written;
    return !(this.xterm as unknown as {_core: {coreService: {isCursorHidden: boolean}}})._core.coreService
      .isCursorHidden;
  }

  private async lines(): Promise<string[]> {
    await this.written;
    const {active} = this.xterm.buffer;
    return Array.from({length: active.length}, (_, row) => active.getLine(row)!.translateToString(true));
  }

  private stream(): NodeJS.WriteStream {
    const stream = new Writable({
      decodeStrings: false,
      write: (chunk: string | Buffer, _, done) => {
        const text = chunk.toString();
        this.written = this.written.then(() => new Promise((resolve) => this.xterm.write(text, resolve)));
        done();
      },
    });
    Object.defineProperties(stream, {
      isTTY: {value: true},
      columns: {get: () => this.columns},
      rows: {get: () => this.rows},
    });
    return stream as unknown as NodeJS.WriteStream;
  }
}
