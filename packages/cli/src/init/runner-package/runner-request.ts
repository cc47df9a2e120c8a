import {basename} from 'node:path';
import {refuse} from '../../problems/refusal.js';
import {nameFrom, readClassName, readPackageName} from '../answers.js';
import type {InitFlags} from '../init-request.js';
import type {Answer} from '../prompter.js';

/** What `kflow init --runner` is asked for, as far as it is known. */
export interface RunnerRequest {
  /** Absolute path. */
  dir: string;
  name?: string;
  class?: string;
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

/** The package's name when nobody says one: after the directory. */
export function packageNameFor({dir}: RunnerRequest): string {
  const name = nameFrom(basename(dir));
  return name.includes('kflow') ? name : `kflow-${name}`;
}

function checked(flag: string, text: string | undefined, read: (text: string) => Answer<string>): string | undefined {
  if (text === undefined) return undefined;
  const answer = read(text);
  if ('problem' in answer) throw refuse('KF003', `--${flag}: ${answer.problem}`);
  return answer.value;
}
