import type {Terminal} from './terminal.js';

/** A warning on stderr, and what to do about it. */
export function showProblem(terminal: Terminal, message: string, hint?: string): void {
  const {colors, line} = terminal.err;
  line(`${colors.yellow(`${terminal.symbols.warning} warning:`)} ${message}`);
  if (hint !== undefined) line(`    ${colors.cyan('hint:')} ${hint}`);
}
