import {homedir} from 'node:os';
import {basename, resolve} from 'node:path';
import type {CommandOutcome, LocalCommandOptions} from '@kflow/runners';
import {commandEnvironment} from '../../steps/command/command-environment.js';
import {runCommand} from '../../steps/command/run-command.js';
import type {StepContext} from '../../steps/step-handler.js';
import {mask} from '../../tools/report/redact-secret-data.js';
import {quoteArgument, quoteCommand, quoteCommandWithInput} from '../../tools/report/quote.js';
import {Redactor} from '../../tools/report/redact.js';
import {isSecretName} from '../../values/secret-name.js';

/**
 * `ctx.run`: a program on this machine, for a runner.
 *
 * @param secrets what the runner has named so far, and will have named while the program runs; the values of variables that are secrets by
 *   their names are added
 * @throws KflowError `KF701`, `KF702`, `KF703` as runCommand does; TypeError without a program
 */
export async function runLocal(
  step: StepContext,
  [program = '', ...args]: readonly string[],
  {cwd = '.', env = {}, stdin, onLine, what = basename(program), keepOutput = true, ...options}: LocalCommandOptions,
  secrets: string[],
): Promise<CommandOutcome> {
  if (program === '') throw new TypeError('run takes a program and its arguments, of which there is none');
  const dir = resolve(step.resource.dir, cwd);
  const tool = /[\\/]/.test(program) ? resolve(step.resource.dir, program.replace(/^~(?=[\\/])/, homedir())) : program;
  secrets.push(...Object.entries(env).flatMap(([name, value]) => (isSecretName(name) ? [value] : [])));
  const all = {...commandEnvironment(step), ...env};
  const redactor = new Redactor(secrets);
  // A secret of the run that is a common word must not make holes into paths and names.
  const words = [tool, ...new Redactor([...secrets, ...(step.secrets?.() ?? [])]).args(args)];
  const assignments = Object.entries(all).map(
    ([name, value]) => `${name}=${isSecretName(name) ? mask : quoteArgument(redactor.text(value))}`,
  );
  // Only the dry run shows that there is an input; nobody could paste a conversation.
  const command =
    stdin === undefined || typeof stdin === 'object' || !step.dryRun
      ? quoteCommand(words)
      : quoteCommandWithInput(words, mask);
  const result = await runCommand(step, {
    ...options,
    tool,
    args,
    cwd: dir,
    env: all,
    secrets,
    shown: `cd ${quoteArgument(dir)} && ${assignments.join(' ')} ${command}`,
    what,
    ...(typeof stdin === 'string' ? {stdin} : stdin && {stdinTexts: stdin}),
    ...(onLine === undefined ? {keepOutput} : {onLine}),
  });
  if (result === undefined) return {exitCode: 0, stdout: '', stderr: '', skipped: true};
  const {exitCode, stdout, stderr} = result;
  return keepOutput ? {exitCode, stdout, stderr, skipped: false} : {exitCode, stdout: '', stderr: '', skipped: false};
}
