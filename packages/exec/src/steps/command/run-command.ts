import {KflowError} from '../../errors/kflow-error.js';
import {LineOutput} from '../../tools/report/line-output.js';
import {Redactor} from '../../tools/report/redact.js';
import type {StepContext} from '../step-handler.js';

/** A command on the machine that runs kflow. */
export interface LocalCommand {
  tool: string;
  args: readonly string[];
  cwd: string;
  /** Added to the environment of kflow. */
  env?: {[name: string]: string};
  /** Secret values of its own, masked in what it prints besides those that the run knows. */
  secrets?: readonly string[];
  /** What can be pasted into a shell to the same effect, masked. */
  shown: string;
  /** Names it in an error: `the script`. */
  what: string;
  /** A dry run reports it, and does not run it. Default true. */
  mutating?: boolean;
  /** Reject when it exits with something else than 0. Default true. */
  check?: boolean;
  stdin?: string;
  /** Seconds after which it is killed, and has failed. Default: none. */
  timeout?: number;
}

/** What a command came to. */
export interface LocalOutcome {
  /** 0 as well when a dry run did not run it. */
  exitCode: number;
  /** Not masked. */
  stdout: string;
  stderr: string;
  /** A dry run reported it instead of running it. */
  skipped: boolean;
}

/** Lines of output that an error keeps. */
const keptLines = 20;

/**
 * Runs a command and streams what it prints, masked. A dry run reports it, and does not run it. It may take as long as it likes;
 * stopping the run ends it with everything that it started.
 *
 * @throws KflowError `KF703` (external) when it exits with something else than 0, with its last lines; `KF701` when it cannot be
 *   started; `KF702` when its time is over
 * @throws the signal's reason when it was aborted
 */
export async function runCommand(context: StepContext, command: LocalCommand): Promise<LocalOutcome> {
  const {commands, dryRun, signal, emit, step} = context;
  const {tool, args, cwd, env, shown, what, mutating = true, stdin, timeout} = command;
  const ran = !(dryRun && mutating);
  emit({type: 'step.command', step: step.id, command: shown, mutating, ran});
  if (!ran) return {exitCode: 0, stdout: '', stderr: '', skipped: true};
  const redactor = new Redactor([...(command.secrets ?? []), ...(context.secrets?.() ?? [])]);
  const kept: string[] = [];
  const linesOf = (stream: 'stdout' | 'stderr') =>
    new LineOutput((line) => {
      const text = redactor.text(line, 'any');
      emit({type: 'step.output', step: step.id, stream, text});
      if (text.trim() !== '') kept.push(text);
      if (kept.length > keptLines) kept.shift();
    });
  const lines = {stdout: linesOf('stdout'), stderr: linesOf('stderr')};
  const onOutput = (stream: 'stdout' | 'stderr', text: string): void => lines[stream].write(text);
  const result = await commands.run({tool, args, cwd, env, signal, onOutput, stdin, timeout});
  lines.stdout.end();
  lines.stderr.end();
  if (result.aborted) throw signal.reason;
  const {exitCode, stdout, stderr, timedOut} = result;
  if ((exitCode === 0 && !timedOut) || (command.check === false && !timedOut))
    return {exitCode, stdout, stderr, skipped: false};
  const output = redactor.text(kept.join('\n'), 'any');
  const failed = {command: {text: shown, exitCode, output}};
  if (timedOut) throw new KflowError('external', 'KF702', `${what} did not end within ${timeout} s`, failed);
  const how = result.signal === undefined ? `it exited with ${exitCode}` : `${result.signal} ended it`;
  const last = kept.length > 0 ? `: ${kept.at(-1)?.trim()}` : '';
  throw new KflowError('external', 'KF703', `${what} failed: ${how}${last}`, failed);
}
