import {basename} from 'node:path';
import {classNameFrom, scaffoldRunnerPackage} from '@kflow/core';
import {sdkVersion} from '@kflow/exec';
import type {ScaffoldFile} from '@kflow/core';
import {refuse} from '../problems/refusal.js';
import {displayPath} from '../terminal/display-path.js';
import type {Terminal} from '../terminal/terminal.js';
import {count} from '../terminal/count.js';
import {nameFrom, readClassName, readPackageName} from './answers.js';
import type {InitFlags} from './init-request.js';
import type {Answer, Prompter} from './prompter.js';

/** What `kflow init --runner` is asked for, as far as it is known. */
export interface RunnerRequest {
  /** Absolute path. */
  dir: string;
  name?: string;
  class?: string;
}

/** What `kflow init --runner --json` prints. Paths are absolute. */
export interface RunnerPackageReport {
  dir: string;
  /** False under `--dry-run`. */
  written: boolean;
  /** `text` under `--dry-run` only. */
  files: {path: string; text?: string}[];
  /** The npm package's name. */
  package: string;
  /** The runner's class. */
  class: string;
}

/** A runner package that does not exist yet. */
export interface RunnerPackage {
  dir: string;
  name: string;
  class: string;
  files: ScaffoldFile[];
}

/**
 * Reads the flags.
 *
 * @throws Refusal `KF003` for a name that is none, `KF012` for flags that are about projects
 */
export function runnerRequest(dir: string, flags: InitFlags): RunnerRequest {
  for (const other of ['from', 'namespace', 'phases', 'chart', 'repo'] as const) {
    if (flags[other] === undefined) continue;
    throw refuse('KF012', `--runner and --${other} exclude each other`, '--runner writes a package, not a project');
  }
  const name = checked('name', flags.name, readPackageName);
  const className = checked('class', flags.class, readClassName);
  return {dir, ...(name !== undefined && {name}), ...(className !== undefined && {class: className})};
}

/** Asks for what the flags have not said, each question with a default. */
export async function askForRunner(request: RunnerRequest, prompter: Prompter): Promise<RunnerRequest> {
  prompter.say(
    `A new runner package: ${displayPath(request.dir)}. Enter takes what stands in brackets; Ctrl-C ends, and nothing is written.`,
  );
  prompter.say();
  const name =
    request.name ?? (await prompter.ask('Name of the npm package', packageNameFor(request), readPackageName));
  const className = request.class ?? (await prompter.ask("The runner's class", classNameFrom(name), readClassName));
  return {...request, name, class: className};
}

/** The package's files; what is not said has a default, made of the directory's name. */
export function makeRunnerPackage(request: RunnerRequest): RunnerPackage {
  const name = request.name ?? packageNameFor(request);
  const known = {dir: request.dir, name, class: request.class ?? classNameFrom(name)};
  return {...known, ...scaffoldRunnerPackage({...known, sdk: sdkVersion()})};
}

/** The report on a package. */
export function runnerPackageReport(made: RunnerPackage, written: boolean): RunnerPackageReport {
  return {
    dir: made.dir,
    written,
    files: made.files.map(({path, text}) => (written ? {path} : {path, text})),
    package: made.name,
    class: made.class,
  };
}

/** Prints what was written and what to do next. */
export function printRunnerPackage({dir, files}: RunnerPackage, {out, symbols}: Terminal): void {
  const where = displayPath(dir) === '.' ? 'here' : `in ${displayPath(dir)}`;
  out.line(`${out.colors.green(symbols.succeeded)} wrote ${count(files.length, 'file')} ${where}`);
  for (const {path} of files) out.line(`  ${displayPath(path)}`);
  out.line('');
  out.line('Next:');
  if (displayPath(dir) !== '.') out.line(`  cd ${displayPath(dir)}`);
  out.line('  npm install');
  out.line(`  npm test      ${out.colors.dim('builds it, and tests it without a cluster')}`);
  out.line(`  npm pack      ${out.colors.dim('what \`npm publish\` would publish')}`);
}

function packageNameFor({dir}: RunnerRequest): string {
  const name = nameFrom(basename(dir));
  return name.includes('kflow') ? name : `kflow-${name}`;
}

function checked(flag: string, text: string | undefined, read: (text: string) => Answer<string>): string | undefined {
  if (text === undefined) return undefined;
  const answer = read(text);
  if ('problem' in answer) throw refuse('KF003', `--${flag}: ${answer.problem}`);
  return answer.value;
}
