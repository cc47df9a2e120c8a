import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import {SandboxError} from '../sandbox-error.js';

/** Runs a command in the foreground with some environment variables set, and gives its exit code as a shell would. */
export async function runIn(file: string, args: string[], env: {[name: string]: string}): Promise<number> {
  const child = spawn(file, args, {stdio: 'inherit', env: {...process.env, ...env}});
  // The terminal sends these to the command too; it decides what they mean.
  const ignore = (): void => undefined;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) process.on(signal, ignore);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new SandboxError(`${file} cannot be run: ${error.message}.`)));
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
