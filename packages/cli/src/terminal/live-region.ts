import ansiEscapes from 'ansi-escapes';
import cliCursor from 'cli-cursor';
import {createLogUpdate} from 'log-update';
import {HeldWrites} from './held-writes.js';
import {QuietKeyboard} from './quiet-keyboard.js';
import {terminalText} from './shown-text.js';
import {textWidth} from './text-width.js';

/** What a terminal has room for, in characters. */
export interface TerminalSize {
  columns: number;
  rows: number;
}

/** The streams of a terminal; what is drawn goes to stderr. */
export interface TerminalStreams {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Whose keys must not show meanwhile; default: the process's. */
  stdin?: NodeJS.ReadStream;
}

/**
 * Some lines at the bottom of a terminal that are drawn again and again. Whatever else is written meanwhile, by whomever, becomes permanent
 * above them at the next `draw`. However the process ends, the lines go and the cursor comes back.
 */
export class LiveRegion {
  /** What log-update wants to write; it is written in one piece with everything else of a frame. */
  private frame = '';
  private readonly update: ReturnType<typeof createLogUpdate>;
  private readonly held: HeldWrites;
  private readonly keyboard: QuietKeyboard;
  private drawn: string[] = [];
  private drawnColumns = 0;
  private isClosed = false;

  constructor(private readonly streams: TerminalStreams) {
    const {stdout, stderr} = streams;
    const size = () => this.size();
    const canvas = {
      isTTY: true,
      get columns() {
        return size().columns;
      },
      get rows() {
        return size().rows;
      },
      write: (text: string) => {
        this.frame += text;
        return true;
      },
    };
    cliCursor.hide(stderr);
    this.keyboard = new QuietKeyboard(streams.stdin);
    this.update = createLogUpdate(canvas as unknown as NodeJS.WriteStream, {showCursor: true});
    this.held = new HeldWrites(stdout.isTTY ? [stderr, stdout] : [stderr]);
    process.once('exit', this.close);
  }

  /** Draws the lines that `render` gives for the terminal's size of the moment. None of them may be wider than the terminal. */
  draw(render: (size: TerminalSize) => string[]): void {
    if (this.isClosed) return;
    const size = this.size();
    if (!this.held.isEmpty || size.columns !== this.drawnColumns) this.erase(size.columns);
    this.held.release(this.streams.stderr, this.takeFrame(), () => {
      // Somebody asks something, or has not finished the line: out of the way.
      if (this.held.isLineOpen) return '';
      const lines = render(size).map(terminalText);
      if (lines.length > 0) this.update(lines.join('\n'));
      else if (this.drawn.length > 0) this.update.clear();
      this.drawn = lines;
      this.drawnColumns = size.columns;
      return this.takeFrame();
    });
  }

  /** Takes the lines away for good, lets through what was written meanwhile, and shows the cursor. */
  readonly close = (): void => {
    if (this.isClosed) return;
    this.isClosed = true;
    process.off('exit', this.close);
    this.erase(this.size().columns);
    this.held.release(this.streams.stderr, this.takeFrame(), () => '');
    this.held.close();
    this.keyboard.close();
    cliCursor.show(this.streams.stderr);
  };

  private erase(columns: number): void {
    if (this.drawn.length === 0) return;
    if (columns < this.drawnColumns) {
      // A terminal that became narrower has broken the lines, which log-update does not know.
      const rows = this.drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columns)), 0);
      this.frame += ansiEscapes.eraseLines(rows + 1);
      this.update.done();
    } else {
      this.update.clear();
    }
    this.drawn = [];
  }

  private takeFrame(): string {
    const {frame} = this;
    this.frame = '';
    return frame;
  }

  /** Asked of the terminal itself: the signal that tells of a change comes a little later. */
  private size(): TerminalSize {
    const {stderr} = this.streams;
    const [columns, rows] = typeof stderr.getWindowSize === 'function' ? stderr.getWindowSize() : [];
    return {columns: columns || stderr.columns || 80, rows: rows || stderr.rows || 24};
  }
}
