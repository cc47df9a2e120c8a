import {KflowError} from '../../errors/kflow-error.js';
import type {CommandResult} from '../../ports/command-runner.js';
import {verbOf} from '../command-line.js';
import {summaryLine} from './error-lines.js';
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

/** What ended a process that nobody here wanted to end. Trying again would only fight whoever did. */
const killedHint =
  'Not kflow ended it, but somebody, or the system when memory ran out. What it did so far stands; run the same command again.';

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
  // What one that was killed had said by then is not why.
  const why =
    result.signal === undefined ? summary || `it exited with ${result.exitCode}` : `${result.signal} ended it`;
  return new KflowError('external', 'KF703', `${name} failed: ${why}`, {
    hint: hint ?? (result.signal === 'SIGKILL' ? killedHint : undefined),
    command: failed,
  });
}
