import {execFile} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import type {Sandbox} from '../../src/index.js';

/** What a program printed and how it ended. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a program with that environment; never rejects for its failure. */
export function run(file: string, args: string[], env: NodeJS.ProcessEnv, input = ''): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(file, args, {env, timeout: 60_000}, (error, stdout, stderr) => {
      resolve({code: error ? (typeof error.code === 'number' ? error.code : -1) : 0, stdout, stderr});
    });
    // A program that ends without reading its input (EPIPE) is judged by how it ended.
    child.stdin?.on('error', () => undefined).end(input);
  });
}

/** Runs the sandbox's kubectl and gives its stdout; rejects with its stderr. */
export async function kubectl(sandbox: Sandbox, args: string[], input?: string): Promise<string> {
  const ran = await run(`${sandbox.bin}/kubectl`, args, sandbox.env, input);
  if (ran.code !== 0) throw new Error(`kubectl ${args.join(' ')}: exit ${ran.code}: ${ran.stderr}`);
  return ran.stdout;
}

/** Asks until the answer is truthy, and gives it; rejects after 20 s with the last answer. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T> | T,
  patience = 20_000,
): Promise<Exclude<T, false | '' | null | undefined>> {
  const deadline = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, false | '' | null | undefined>;
    if (Date.now() > deadline) throw new Error(`${what} did not come true: ${JSON.stringify(answer)}`);
    await delay(50);
  }
}

/** Whether a process exists and is not merely waiting to be collected. */
export async function lives(pid: number): Promise<boolean> {
  const {stdout} = await run('ps', ['-o', 'stat=', '-p', String(pid)], process.env);
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
