import {printable, printableLines} from '@kflow/core/printable';

/** `ESC [ 31 m`: colors and the like (SGR). */
const colorSequence = /(\u001b\[[0-9;]*m)/;
const whole = new RegExp(`^${colorSequence.source}$`);

/**
 * What a line may hold when it goes to a terminal: text, line breaks, tabs and colors. Every other control character is escaped, whoever
 * made the line; so is the color sequence that hides text.
 */
export function terminalText(text: string): string {
  // Nearly every line is plain.
  if (!text.includes('\u001b')) return printableLines(text);
  return text
    .split(colorSequence)
    .map((part) => (isColor(part) ? part : printableLines(part)))
    .join('');
}

/** A cell of a table: what {@link terminalText} gives, on one line. */
export function terminalCell(text: string): string {
  if (!text.includes('\u001b')) return printable(text);
  return text
    .split(colorSequence)
    .map((part) => (isColor(part) ? part : printable(part)))
    .join('');
}

/**
 * Text that kflow did not write (the cluster's, a tool's, a file's) before it is laid out: without colors of its own, so that it cannot pass for
 * a line of kflow's, and with its control characters escaped.
 */
export function foreignText(text: string): string {
  return printableLines(text.includes('\u001b') ? text.replace(new RegExp(colorSequence, 'g'), '') : text);
}

/** The same for every text in a value that can be written as JSON, such as an event. The value itself when there is nothing to do. */
export function foreignTexts<Value>(value: Value): Value {
  if (typeof value === 'string') return foreignText(value) as Value;
  if (Array.isArray(value)) return value.map(foreignTexts) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [foreignText(key), foreignTexts(each)]),
  ) as Value;
}

/** Colors that can be seen. 8 hides what follows; as a part of `38;5;8` it is a color. */
function isColor(part: string): boolean {
  if (!whole.test(part)) return false;
  const codes = part.slice(2, -1).split(';').map(Number);
  return !codes.includes(8) || codes.includes(38) || codes.includes(48);
}
