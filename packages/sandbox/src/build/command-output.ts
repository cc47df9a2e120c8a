import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import type {Environment} from '../cache-dir.js';

/** A command to run to its end. */
export interface Command {
  file: string;
  args: string[];
  cwd: string;
  env: Environment;
  signal?: AbortSignal;
  /** Called with each line of stderr as it comes. */
  onLine?: (line: string) => void;
}

/** What a command left behind. `code` is null if a signal ended it or it could not be started; stderr is its last lines. */
export interface CommandOutput {
  code: number | null;
  stdout: string;
  stderr: string;
}

const KEPT_LINES = 30;

/**
 * Runs a command without a shell and collects its output; it never throws for the command's own failure.
 * Throws the signal's reason when that aborts, after the command is gone.
 */
export async function commandOutput(command: Command): Promise<CommandOutput> {
  const {signal} = command;
  signal?.throwIfAborted();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    env: {...command.env},
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group, so that an abort also ends what it has started: go runs a compiler for each package.
    detached: process.platform !== 'win32',
  });
  const kill = (): void => {
    try {
      if (process.platform === 'win32' || child.pid === undefined) child.kill();
      else process.kill(-child.pid, 'SIGTERM');
    } catch {
      // Gone already.
    }
  };
  signal?.addEventListener('abort', kill, {once: true});
  const stdout: Buffer[] = [];
  const last: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  createInterface({input: child.stderr}).on('line', (line) => {
    last.push(line);
    if (last.length > KEPT_LINES) last.shift();
    command.onLine?.(line);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      last.push(error.message);
      resolve(null);
    });
    child.once('close', resolve);
  });
  signal?.removeEventListener('abort', kill);
  signal?.throwIfAborted();
  return {code, stdout: Buffer.concat(stdout).toString(), stderr: last.join('\n')};
}
