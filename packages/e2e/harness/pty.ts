import {spawn, spawnSync} from 'node:child_process';
import {quoteCommand} from '@kflow/exec';

/** Whether this machine can give a process a terminal: util-linux's `script`, which Linux distributions and CI images have. */
export const hasPty = spawnSync('script', ['--version'], {encoding: 'utf8'}).stdout?.includes('util-linux') ?? false;

/** A process on a terminal. */
export interface OnPty {
  /** Every byte that the terminal got so far. */
  output(): string;
  /** Resolves once the output satisfies `test`; rejects when the process ends before. */
  until(test: (output: string) => boolean): Promise<void>;
  /** Types keys; `\u0003` is Ctrl-C. */
  type(keys: string): void;
  ended: Promise<{code: number; output: string}>;
}

/** Runs a command on a terminal of its own. */
export function startOnPty(
  command: readonly string[],
  {columns, rows, cwd, env}: {columns: number; rows: number; cwd: string; env: NodeJS.ProcessEnv},
): OnPty {
  const line = `stty onlcr cols ${columns} rows ${rows}; exec ${quoteCommand(command)}`;
  const child = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
    cwd,
    env: {...env, SHELL: '/bin/sh'},
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => undefined);
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    for (const check of waiting) check();
  });
  const ended = new Promise<{code: number; output: string}>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({code: code ?? -1, output}));
  });
  return {
    output: () => output,
    until: (test) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!test(output)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        ended.then(() => (check(), reject(new Error(`it ended before:\n${output}`))), reject);
        check();
      }),
    type: (keys) => void child.stdin.write(keys),
    ended,
  };
}
