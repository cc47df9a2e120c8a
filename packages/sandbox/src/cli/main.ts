import {SandboxError} from '../sandbox-error.js';
import {supervise} from '../named/supervise.js';
import {commands} from './commands.js';
import {progressPrinter} from './progress-printer.js';
import {usage} from './usage.js';

/** Runs the command line and gives the exit code: 0 done, 1 failed, 2 called wrongly, 130 interrupted. */
export async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  // Not for people: what `up` leaves running.
  if (name === 'supervise') {
    await supervise(String(rest[0]), Number(rest[1]));
    return 0;
  }
  const help = name === '--help' || name === '-h' || name === 'help' || rest[0] === '--help' || rest[0] === '-h';
  if (help) {
    process.stdout.write(usage);
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(
      name === undefined ? usage : `kflow-sandbox: there is no command "${name}". Try: kflow-sandbox --help\n`,
    );
    return 2;
  }
  const interrupted = new AbortController();
  // `exec` leaves the signals to the command that it runs.
  if (name !== 'exec')
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const progress = progressPrinter(process.stderr);
  const write = (stream: NodeJS.WriteStream, line: string): void => {
    progress.end();
    stream.write(`${line}\n`);
  };
  try {
    return await command(rest, {
      signal: interrupted.signal,
      onProgress: progress.onProgress,
      print: (line) => write(process.stdout, line),
      say: (line) => write(process.stderr, line),
    });
  } catch (error) {
    if (interrupted.signal.aborted) {
      write(process.stderr, 'Interrupted: nothing was left running.');
      return 130;
    }
    if (error instanceof SandboxError) {
      write(process.stderr, error.hint ? `${error.message}\n${error.hint}` : error.message);
      return error.usage ? 2 : 1;
    }
    const {code, message} = error as NodeJS.ErrnoException;
    // A full disk, a directory without permission: the system's own words, and no stack of ours.
    write(
      process.stderr,
      code
        ? `kflow-sandbox: ${message}`
        : `This is a bug in kflow-sandbox, please report it:\n${(error as Error).stack}`,
    );
    return 1;
  } finally {
    progress.end();
  }
}
