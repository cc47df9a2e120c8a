import type {LineCounter} from 'yaml';
import type {Location} from '../diagnostic.js';
import {printable} from '../printable.js';

/** A range of offsets in a text, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** The longest excerpt of a place, in characters. */
const excerpt = 120;

/** One file's text, which turns offsets into places. */
export class SourceText {
  constructor(
    /** Absolute path, as the FileReader knows it. */
    readonly file: string,
    readonly text: string,
    private readonly lines: LineCounter,
  ) {}

  /** The place of a span, with its text up to the end of the first line. */
  locate(span: Span): Location {
    const {line, col} = this.lines.linePos(span.start);
    const [first = ''] = this.text.slice(span.start, span.end).split(/\r?\n/, 1);
    const text = printable(first.trimEnd().slice(0, excerpt));
    return {file: this.file, line: Math.max(line, 1), column: Math.max(col, 1), ...(text === '' ? {} : {text})};
  }

  /** The whole line that an offset is on. */
  lineAt(offset: number): string {
    const start = this.text.lastIndexOf('\n', offset - 1) + 1;
    const end = this.text.indexOf('\n', offset);
    return this.text.slice(start, end < 0 ? undefined : end).trimEnd();
  }
}
