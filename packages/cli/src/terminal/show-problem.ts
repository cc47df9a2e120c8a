import {foreignText} from './shown-text.js';
import type {Terminal} from './terminal.js';

/** A warning on stderr, and what to do about it. */
export function showProblem(terminal: Terminal, message: string, hint?: string): void {
  const {colors, line} = terminal.err;
  const [first, ...more] = foreignText(message).split('\n');
  line(`${colors.yellow(`${terminal.symbols.warning} warning:`)} ${first}`);
  // What begins a line is kflow's alone.
  for (const text of more) line(`    ${text}`);
  if (hint !== undefined) line(`    ${colors.cyan('hint:')} ${foreignText(hint).replaceAll('\n', '\n    ')}`);
}
