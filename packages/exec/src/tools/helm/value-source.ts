import {readFile} from 'node:fs/promises';
import type {ValueSource} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import type {CommandRunner} from '../../ports/command-runner.js';
import {outputTail} from '../failure/tool-failure.js';
import {Redactor} from '../report/redact.js';

/** Where the sources of values are read. */
export interface ValueSourceContext {
  commands: CommandRunner;
  /** Directory in which `fromCommand` runs: that of the file that declares it. */
  cwd: string;
  /** Default `process.env`. */
  env?: {[name: string]: string | undefined};
  signal?: AbortSignal;
}

/**
 * The value of a `{fromEnv}`, `{fromFile}` or `{fromCommand}`: the variable, the file's text as it is, or the command's output without
 * white space around it.
 *
 * @param what names it in errors, e.g. `the secret value auth.password`
 * @throws KflowError `KF706` (user) for a variable or a file that is not there; `KF703` (external) for a command that fails
 */
export async function resolveValueSource(
  what: string,
  source: ValueSource,
  context: ValueSourceContext,
): Promise<string> {
  const {commands, cwd, env = process.env, signal} = context;
  if (source.fromEnv !== undefined) {
    const value = env[source.fromEnv];
    if (value !== undefined) return value;
    throw new KflowError('user', 'KF706', `${what}: the environment variable ${source.fromEnv} is not set`, {
      hint: `Export ${source.fromEnv} before running kflow.`,
    });
  }
  if (source.fromFile !== undefined) {
    try {
      return await readFile(source.fromFile, {encoding: 'utf8', signal});
    } catch (error) {
      signal?.throwIfAborted();
      const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
      throw new KflowError('user', 'KF706', `${what}: the file ${source.fromFile} ${why}`, {cause: error});
    }
  }
  const command = source.fromCommand ?? '';
  const result = await commands.run({tool: 'bash', args: ['-c', command], cwd, signal});
  if (result.aborted) throw signal?.reason;
  if (result.exitCode === 0) return result.stdout.trim();
  // What it printed on stdout may be half of a secret.
  const output = outputTail({stdout: '', stderr: result.stderr}, new Redactor());
  throw new KflowError(
    'external',
    'KF703',
    `${what}: its command failed${output === '' ? '' : `: ${output.split('\n').at(-1)}`}`,
    {
      command: {text: command, exitCode: result.exitCode, output},
    },
  );
}
