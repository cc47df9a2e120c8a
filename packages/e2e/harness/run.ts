import {spawn} from 'node:child_process';
import type {ChildProcessWithoutNullStreams} from 'node:child_process';

/** How a process ended. */
export interface Outcome {
  /** -1 when a signal ended it. */
  code: number;
  stdout: string;
  stderr: string;
}

/** A process that a test watches while it runs. */
export interface Running {
  child: ChildProcessWithoutNullStreams;
  /** Everything so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with the first line of stdout that satisfies `test`; rejects when the process ends without one. */
  line(test: (line: string) => boolean): Promise<string>;
  ended: Promise<Outcome>;
}

/** Starts a process with empty standard input. */
export function start(
  command: string,
  args: readonly string[],
  options: {cwd?: string; env: NodeJS.ProcessEnv},
): Running {
  const child = spawn(command, args, {...options, stdio: ['pipe', 'pipe', 'pipe']});
  // A process that ends before its input is closed (EPIPE) is judged by how it ended.
  child.stdin.on('error', () => undefined).end();
  let stdout = '';
  let stderr = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const check of waiting) check();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({code: code ?? -1, stdout, stderr}));
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    ended,
    line(test) {
      return new Promise((resolve, reject) => {
        const check = () => {
          const found = stdout.split('\n').slice(0, -1).find(test);
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        ended.then((outcome) => {
          check();
          reject(new Error(`it ended (exit ${outcome.code}) without that line\n${outcome.stdout}\n${outcome.stderr}`));
        }, reject);
        check();
      });
    },
  };
}

/** Runs a process to its end. */
export function run(
  command: string,
  args: readonly string[],
  options: {cwd?: string; env: NodeJS.ProcessEnv},
): Promise<Outcome> {
  return start(command, args, options).ended;
}
