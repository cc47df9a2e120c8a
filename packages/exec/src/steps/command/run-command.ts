import {KflowError} from '../../errors/kflow-error.js';
import type {CommandResult} from '../../ports/command-runner.js';
import {either} from '../../tools/process/either-signal.js';
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
  /** Secret values of its own, masked in what it prints besides those that the run knows. May grow while it runs. */
  secrets?: readonly string[];
  /** What can be pasted into a shell to the same effect, masked. */
  shown: string;
  /** Names it in an error: `the script`. */
  what: string;
  /** Whether it changes anything: a dry run reports what does, and does not run it. Default true. */
  mutating?: boolean;
  /** Reject when it exits with something else than 0. Default true. */
  check?: boolean;
  stdin?: string;
  /** In place of `stdin`, texts as they come. */
  stdinTexts?: AsyncIterable<string>;
  /** Seconds until it is killed. Default: it may take as long as it likes. */
  timeout?: number;
  /** Ends it, besides the step's own. */
  signal?: AbortSignal;
  /** Takes each line of its standard output, unmasked, in place of its being shown. */
  onLine?(line: string): void;
  /** Resolve with what it printed, too. Default false, as it may print without end. */
  keepOutput?: boolean;
}

/** Lines of output that an error keeps. */
const keptLines = 20;

/** Characters of a line that an error keeps. */
const longestLine = 4000;

/**
 * Runs a command and streams what it prints, masked. A dry run reports it, and does not run it. It may take as long as it likes, unless it has a
 * `timeout`; stopping the run ends it with everything that it started.
 *
 * @returns how it ended; undefined when a dry run did not run it
 * @throws KflowError `KF703` (external) when it exits with something else than 0, `KF702` when its time is over, both with its last lines;
 *   `KF701` when it cannot be started
 * @throws the signal's reason when it was aborted
 */
export async function runCommand(context: StepContext, command: LocalCommand): Promise<CommandResult | undefined> {
  const {commands, dryRun, emit, step} = context;
  const {tool, args, cwd, env, stdin, stdinTexts, timeout, shown, mutating = true, check = true, onLine} = command;
  const ran = !(dryRun && mutating);
  emit({type: 'step.command', step: step.id, command: shown, mutating, ran});
  if (!ran) return undefined;
  const redactor = growingRedactor(() => [...(command.secrets ?? []), ...(context.secrets?.() ?? [])]);
  const kept: string[] = [];
  const show = (stream: 'stdout' | 'stderr', line: string): void => {
    const text = redactor().text(line, 'any');
    emit({type: 'step.output', step: step.id, stream, text});
    if (text.trim() !== '') kept.push(shortened(text));
    if (kept.length > keptLines) kept.shift();
  };
  const lines = {
    stdout: new LineOutput(onLine ?? ((line) => show('stdout', line))),
    stderr: new LineOutput((line) => show('stderr', line)),
  };
  const onOutput = (stream: 'stdout' | 'stderr', text: string): void => lines[stream].write(text);
  const forgetOutput = !command.keepOutput;
  const {signal, release} = either(context.signal, command.signal);
  const result = await commands
    .run({
      ...{tool, args, cwd, env, signal, onOutput, forgetOutput},
      ...(stdin === undefined ? {} : {stdin}),
      ...(stdinTexts === undefined ? {} : {stdinTexts}),
      ...(timeout === undefined ? {} : {timeout}),
    })
    .finally(release);
  lines.stdout.end();
  lines.stderr.end();
  if (result.aborted) throw signal?.reason;
  if (!check || (result.exitCode === 0 && !result.timedOut)) return result;
  const {exitCode, timedOut} = result;
  // What was printed before a secret was named is masked once more.
  const output = redactor().text(kept.join('\n'), 'any');
  const last = output === '' ? '' : `: ${output.slice(output.lastIndexOf('\n') + 1).trim()}`;
  const failed = {command: {text: shown, exitCode, output}};
  if (timedOut) throw notEnded(command, failed);
  const how = result.signal === undefined ? `it exited with ${exitCode}` : `${result.signal} ended it`;
  throw new KflowError('external', 'KF703', `${command.what} failed: ${how}${last}`, failed);
}

function notEnded({what, timeout}: LocalCommand, failed: {command: KflowError['command'] & object}): KflowError {
  return new KflowError('external', 'KF702', `${what} did not end within ${timeout} s and was killed`, {
    ...failed,
    hint: 'Look at what it printed last; give it more time if it only needs that.',
  });
}

/** A redactor that is made anew only when there is one more value to mask. */
function growingRedactor(secrets: () => readonly string[]): () => Redactor {
  let known = -1;
  let redactor = new Redactor();
  return () => {
    const values = secrets();
    if (values.length !== known) redactor = new Redactor(values);
    known = values.length;
    return redactor;
  };
}

function shortened(line: string): string {
  return line.length <= longestLine ? line : `${line.slice(0, longestLine / 2)}[...]${line.slice(-longestLine / 2)}`;
}
