import {cutToWidth} from '../terminal/cut-to-width.js';
import {terminalCell} from '../terminal/shown-text.js';
import type {Channel} from '../terminal/terminal.js';
import {textWidth} from '../terminal/text-width.js';

/** Two spaces between columns, as kubectl has three: they are easy to cut apart with awk and still narrow. */
const gap = '  ';

/** Shortest width to which a column is cut. */
const narrowest = 12;

/**
 * Rows under upper-case headings in aligned columns. On a terminal a table that is too wide is cut, the widest column first; in a pipe
 * nothing is ever cut. An empty cell is shown as `-`, so that columns can be counted.
 */
export function printTable(channel: Channel, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const cells = rows.map((row) => row.map((cell) => measured(cell === '' ? '-' : terminalCell(cell))));
  const widths = headings.map(({length}) => length);
  for (const row of cells) {
    row.forEach(({width}, column) => {
      if (width > (widths[column] ?? width)) widths[column] = width;
    });
  }
  if (channel.width !== undefined) fit(widths, headings, channel.width);
  const heading = lineOf(
    headings.map((text) => measured(text.toUpperCase())),
    widths,
  );
  // One write: a table may have thousands of lines.
  channel.line([channel.colors.dim(heading), ...cells.map((row) => lineOf(row, widths))].join('\n'));
}

/** A text and the columns that it takes. */
interface Cell {
  text: string;
  width: number;
}

function measured(text: string): Cell {
  return {text, width: textWidth(text)};
}

function lineOf(row: readonly Cell[], widths: readonly number[]): string {
  let line = '';
  row.forEach((cell, column) => {
    const room = widths[column]!;
    const {text, width} = cell.width <= room ? cell : measured(cutToWidth(cell.text, room, '…'));
    line += column === row.length - 1 ? text : text + ' '.repeat(Math.max(0, room - width)) + gap;
  });
  return line.trimEnd();
}

function fit(widths: number[], headings: readonly string[], width: number): void {
  let over = widths.reduce((sum, each) => sum + each, gap.length * (widths.length - 1)) - width;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const least = Math.max(narrowest, headings[widest]!.length);
    if (widths[widest]! <= least) return;
    widths[widest]!--;
    over--;
  }
}
