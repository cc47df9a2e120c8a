import {KflowError} from '../../errors/kflow-error.js';
import type {CommandResult} from '../../ports/command-runner.js';
import {verbOf} from '../command-line.js';
import {failureHint} from './failure-hints.js';
import type {Redactor} from '../report/redact.js';

/** A call that failed. */
export interface FailedCall {
  tool: 'kubectl' | 'helm';
  args: readonly string[];
  /** Quoted and masked. */
  command: string;
  result: CommandResult;
  redactor: Redactor;
  /** Seconds that it was given. */
  timeout?: number;
}

/** Lines of stderr that an error keeps. */
const keptLines = 20;

/** Characters of a line that an error keeps: it is shown, and searched for known words. */
const longestLine = 4000;

/** The lines with which kubectl and helm begin to say what is wrong. */
const beginning =
  /^\[?(?:Error from server|error:|Error:|Unable to connect|The connection to the server|The \S+ "|Unable to |resource mapping not found|\S+ "[^"]*" (?:is invalid|not found))/;

/** The masked end of what a failed command said on stderr, or on stdout when it said nothing there. */
export function outputTail(result: Pick<CommandResult, 'stdout' | 'stderr'>, redactor: Redactor): string {
  const text = redactor.text(result.stderr.trim() === '' ? result.stdout : result.stderr, 'any').trimEnd();
  return text
    .split('\n')
    .slice(-keptLines)
    .map((line) =>
      line.length > longestLine ? `${line.slice(0, longestLine / 2)}[...]${line.slice(-longestLine / 2)}` : line,
    )
    .join('\n');
}

/** The lines that say what went wrong, of which there may be several; every line when none begins like an error. */
export function errorLines(output: string): string[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => beginning.test(line));
  return errors.length > 0 ? errors : lines;
}

/** The line that says what went wrong: the first that begins like an error, else the last. */
export function summaryLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((line) => beginning.test(line)) ?? lines.at(-1) ?? '';
  return line.trim().replace(/^\[?(?:error: |Error: )?/, '');
}

/**
 * The error for a call that failed: `KF703`, or `KF702` when its time was over. Masked; it keeps the last 20 lines of stderr, and has a
 * hint when the tool's message is a known one.
 */
export function toolFailure({tool, args, command, result, redactor, timeout}: FailedCall): KflowError {
  const output = outputTail(result, redactor);
  const failed = {text: command, exitCode: result.exitCode, output};
  const name = `${tool} ${redactor.text(verbOf(args))}`.trim();
  // Of several errors, the one that the message quotes is explained.
  const summary = summaryLine(output);
  const hint = failureHint(tool, summary) ?? failureHint(tool, output);
  if (result.timedOut) {
    return new KflowError('external', 'KF702', `${name} did not end within ${timeout} s and was killed`, {
      hint: hint ?? 'Look at what it printed last; give it more time if it only needs that.',
      command: failed,
    });
  }
  const how = result.signal === undefined ? `it exited with ${result.exitCode}` : `${result.signal} ended it`;
  return new KflowError('external', 'KF703', `${name} failed: ${summary || how}`, {hint, command: failed});
}
