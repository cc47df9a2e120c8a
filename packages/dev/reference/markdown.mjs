// Pieces of Markdown that the pages are made of.

/** A table; empty without rows. Columns of which no row has anything are left out. */
export function table(head, rows) {
  const used = head.map((_, column) => rows.some((row) => row[column] !== ''));
  const line = (cells) => `| ${cells.filter((_, column) => used[column]).join(' | ')} |`;
  if (rows.length === 0) return [];
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(row.map(cell)))];
}

/** Text for a cell of a table: on one line, without bars of its own. */
export function cell(text) {
  return String(text).replaceAll('\n', ' ').replaceAll('|', '\\|');
}

/** A block of code. */
export function code(language, text) {
  return ['```' + language, text.trimEnd(), '```'];
}

/** A page. A paragraph is a text, or a list of lines (a table, a block of code); empty ones are left out. */
export function page(title, ...paragraphs) {
  const blocks = paragraphs.filter((block) => block.length > 0);
  const text = blocks.map((block) => [block].flat().join('\n')).join('\n\n');
  return `<!-- Made by \`npm run docs\`; edit its sources. -->\n\n# ${title}\n\n${text}\n`;
}
