import type {Diagnostic, Location} from '../source/diagnostic.js';
import {relativeTo} from '../source/files/path.js';
import {printable, printableLines} from '../source/printable.js';

/**
 * A diagnostic as text without colours or a line feed at its end: `file:line:column: error KF201: message`, then a line for each related
 * place and one for the hint. Control characters are escaped: what the user's files say cannot move a terminal's cursor.
 *
 * @param base absolute path of a directory; files below it are shown relative to it. Without it paths stay absolute
 */
export function renderDiagnostic({severity, code, message, hint, at, related = []}: Diagnostic, base?: string): string {
  const place = ({file, line, column}: Location) =>
    `${printable(base === undefined ? file : relativeTo(base, file))}:${line}:${column}`;
  return [
    `${at ? `${place(at)}: ` : ''}${severity} ${code}: ${indented(message)}`,
    ...related.map((each) => `  ${place(each.at)}: ${indented(each.message)}`),
    ...(hint === undefined ? [] : [`  hint: ${indented(hint)}`]),
  ].join('\n');
}

/** Further lines of a text stand under its first. */
function indented(text: string): string {
  return printableLines(text).replaceAll('\n', '\n    ');
}
