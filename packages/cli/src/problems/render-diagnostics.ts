import {printable} from '@kflow/core/printable';
import type {Diagnostic, Location} from '@kflow/core';
import {count} from '../terminal/count.js';
import {displayPath} from '../terminal/display-path.js';
import {foreignTexts} from '../terminal/shown-text.js';
import type {Colors} from '../terminal/terminal.js';
import {SourceLines} from './source-line.js';

/** Longest piece of a source line that is shown, in characters. */
const widest = 120;

/**
 * Diagnostics as text, a block each: `file:line:column: error KF201: message`, the source line with a caret under the offending text,
 * related places, a hint. Paths are relative to `cwd`.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  colors: Colors,
  cwd: string = process.cwd(),
): string[] {
  const sources = new SourceLines();
  return diagnostics.flatMap((diagnostic) => {
    const {at} = diagnostic;
    const {code, severity, message, hint, related = []} = foreignTexts(diagnostic);
    const paint = severity === 'error' ? colors.red : colors.yellow;
    const where = at ? `${colors.bold(place(at, cwd))}: ` : '';
    return [
      `${where}${paint(`${severity} ${code}`)}: ${message.replaceAll('\n', '\n  ')}`,
      ...(at ? excerpt(at, sources, colors, paint) : []),
      ...related.map((each) => `  ${colors.dim(`${place(each.at, cwd)}:`)} ${each.message}`),
      ...(hint === undefined
        ? []
        : hint.split('\n').map((line, index) => `  ${index === 0 ? colors.cyan('hint:') : '     '} ${line}`)),
    ];
  });
}

/** `3 errors, 1 warning`. Empty when there are none. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({severity}) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return [...(errors ? [count(errors, 'error')] : []), ...(warnings ? [count(warnings, 'warning')] : [])].join(', ');
}

function place({file, line, column}: Location, cwd: string): string {
  return `${printable(displayPath(file, cwd))}:${line}:${column}`;
}

function excerpt(at: Location, sources: SourceLines, colors: Colors, paint: (text: string) => string): string[] {
  const source = sources.line(at);
  if (source === undefined || source.trim() === '') return [];
  // A location that remembers its text but whose file is gone: the text is all that there is.
  const whole = source === at.text;
  const column = whole ? 1 : at.column;
  const start = column > widest - 20 ? column - 40 : 1;
  const shown = source.slice(start - 1, start - 1 + widest).replaceAll('\t', ' ');
  const [before, rest] = [shown.slice(0, column - start), shown.slice(column - start)];
  const length = at.text && rest.startsWith(at.text) ? at.text.length : (/^[^\s,:[\]{}]+/.exec(rest)?.[0].length ?? 1);
  const number = String(at.line);
  return [
    `  ${colors.dim(`${number} |`)} ${printable(before)}${printable(rest)}`,
    `  ${colors.dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(printable(before).length)}${paint('^'.repeat(Math.max(1, Math.min(length, widest))))}`,
  ];
}
