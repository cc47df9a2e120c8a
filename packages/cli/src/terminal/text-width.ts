import stringWidth from 'string-width';

/**
 * Characters that take one column each, whatever stands beside them in a text that has no others: printable ASCII, the letters and signs of
 * Latin-1 but the soft hyphen, and what kflow itself prints. Hardly anything else is ever in a table.
 */
const narrow = /^[ -~\u00a1-\u00ac\u00ae-\u00ff\u2014\u2026│✓✗⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]*$/;

const color = /\u001b\[[0-9;]*m/g;

/**
 * The columns that a text takes; colors take none. What `string-width` says, without its regular expression of all emoji and its segmenter where they
 * are not needed: the first call of either costs more than a table does.
 */
export function textWidth(text: string): number {
  const plain = text.includes('\u001b') ? text.replace(color, '') : text;
  return narrow.test(plain) ? plain.length : stringWidth(text);
}
