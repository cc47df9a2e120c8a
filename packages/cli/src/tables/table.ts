import stringWidth from 'string-width';
import {cutToWidth} from '../terminal/cut-to-width.js';
import {terminalCell} from '../terminal/shown-text.js';
import type {Channel} from '../terminal/terminal.js';

/** Two spaces between columns, as kubectl has three: they are easy to cut apart with awk and still narrow. */
const gap = '  ';

/** Shortest width to which a column is cut. */
const narrowest = 12;

/**
 * Rows under upper-case headings in aligned columns. On a terminal a table that is too wide is cut, the widest column first; in a pipe
 * nothing is ever cut. An empty cell is shown as `-`, so that columns can be counted.
 */
export function printTable(channel: Channel, headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const cells = rows.map((row) => row.map((cell) => (cell === '' ? '-' : terminalCell(cell))));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => stringWidth(row[column] ?? ''))),
  );
  if (channel.width !== undefined) fit(widths, headings, channel.width);
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cut(cell, widths[column]!) : pad(cut(cell, widths[column]!), widths[column]!),
      )
      .join(gap)
      .trimEnd();
  channel.line(channel.colors.dim(line(headings.map((heading) => heading.toUpperCase()))));
  for (const row of cells) channel.line(line(row));
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

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

function cut(text: string, width: number): string {
  return cutToWidth(text, width, '…');
}
