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
  /** The offsets at which lines begin. Most files are never asked for a place by more than a few names: counted when first needed. */
  #lines: number[] | undefined;

  constructor(
    /** Absolute path, as the FileReader knows it. */
    readonly file: string,
    readonly text: string,
  ) {}

  /** The place of a span, with its text up to the end of the first line. */
  locate({start, end}: Span): Location {
    const lines = (this.#lines ??= lineStarts(this.text));
    const line = lastUpTo(lines, start);
    const text = printable(this.#firstLine(start, end).trimEnd().slice(0, excerpt));
    const column = start - (lines[line] ?? 0) + 1;
    // Whole at once: there is one for each entry of each `dependsOn`.
    return text === '' ? {file: this.file, line: line + 1, column} : {file: this.file, line: line + 1, column, text};
  }

  /** The whole line that an offset is on. */
  lineAt(offset: number): string {
    const start = this.text.lastIndexOf('\n', offset - 1) + 1;
    const end = this.text.indexOf('\n', offset);
    return this.text.slice(start, end < 0 ? undefined : end).trimEnd();
  }

  #firstLine(start: number, end: number): string {
    const text = this.text.slice(start, end);
    const newline = text.indexOf('\n');
    return newline < 0 ? text : text.slice(0, newline);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The index of the last number that is not greater than the limit, in ascending numbers that begin with 0. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
