import {execFile} from 'node:child_process';
import {promisify} from 'node:util';

const execute = promisify(execFile);

/** How to run a helper of the benchmark itself. */
export interface OutputOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  signal?: AbortSignal;
}

/** Runs a program to its end and gives what it wrote to stdout. Throws with what it wrote to stderr when it fails. */
export async function outputOf(file: string, args: readonly string[], options: OutputOptions = {}): Promise<string> {
  const {stdout} = await execute(file, [...args], {...options, encoding: 'utf8', maxBuffer: 512 * 1024 * 1024});
  return stdout;
}
