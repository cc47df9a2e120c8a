import type {ValueSource} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import type {CommandRunner} from '../ports/command-runner.js';
import type {Environment} from '../ports/environment.js';
import {outputTail} from '../tools/failure/tool-failure.js';
import {Redactor} from '../tools/report/redact.js';
import {readSourceFile} from './source-file.js';

/**
 * Where the sources of values are read.
 *
 * @internal
 */
export interface ValueSourceContext {
  commands: CommandRunner;
  /** Directory in which `fromCommand` runs: that of the file that declares it. */
  cwd: string;
  /** Where `fromEnv` looks. */
  env: Environment;
  signal?: AbortSignal;
  /** Secret values of others, to mask in what a failed command said. */
  secrets?: readonly string[];
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
  const {commands, cwd, env, signal, secrets} = context;
  if (source.fromEnv !== undefined) {
    const value = env[source.fromEnv];
    if (value !== undefined) return value;
    throw new KflowError('user', 'KF706', `${what}: the environment variable ${source.fromEnv} is not set`, {
      hint: `Export ${source.fromEnv} before running kflow.`,
    });
  }
  if (source.fromFile !== undefined) return (await readSourceFile(what, source.fromFile, signal)).toString('utf8');
  const command = source.fromCommand ?? '';
  const result = await commands.run({tool: 'bash', args: ['-c', command], cwd, signal});
  if (result.aborted) throw signal?.reason;
  if (result.exitCode === 0) return result.stdout.trim();
  // What it printed on stdout may be half of a secret.
  const redactor = new Redactor(secrets);
  const output = outputTail({stdout: '', stderr: result.stderr}, redactor);
  throw new KflowError(
    'external',
    'KF703',
    `${what}: its command failed${output === '' ? '' : `: ${output.split('\n').at(-1)}`}`,
    {
      command: {text: redactor.text(command), exitCode: result.exitCode, output},
    },
  );
}
