import {resolve} from 'node:path';
import {refuse} from '../problems/refusal.js';
import {readName, readNamespace, readPhases} from './answers.js';
import type {Answer} from './prompter.js';

/** The flags of `kflow init`, as they are typed. */
export interface InitFlags {
  name?: string;
  namespace?: string;
  phases?: string;
  from?: string;
  chart?: string;
  repo?: string;
  class?: string;
}

/** What a project is to be made of, as far as it is known; what is absent may be asked for, or has a default. */
export interface InitRequest {
  /** Absolute path of the root config. */
  config: string;
  name?: string;
  namespace?: string;
  phases?: string[];
  /** Absolute path of the directory with manifests. */
  from?: string;
  chart?: string;
  repo?: string;
}

/** Flags that go with another one only, or not with it. */
const excluding: [keyof InitFlags, keyof InitFlags, string][] = [
  ['from', 'chart', 'a chart in that directory becomes a resource by itself'],
  ['from', 'name', 'the resources are named after what is found'],
  ['from', 'phases', 'the phases come from what is found; rename them in the files'],
];

/**
 * Reads the flags.
 *
 * @throws Refusal `KF003` for values that make no sense, `KF012` for flags that exclude each other
 */
export function initRequest(config: string, flags: InitFlags): InitRequest {
  for (const [one, other, hint] of excluding) {
    if (flags[one] !== undefined && flags[other] !== undefined) {
      throw refuse('KF012', `--${one} and --${other} exclude each other`, hint);
    }
  }
  if (flags.class !== undefined)
    throw refuse('KF012', '--class goes with --runner only', 'it names the class of a runner');
  if (flags.repo !== undefined && flags.chart === undefined) {
    throw refuse('KF012', '--repo goes with --chart only', "name the repository's chart: --chart NAME");
  }
  const name = checked('name', flags.name, readName);
  const namespace = checked('namespace', flags.namespace, readNamespace);
  const phases = checked('phases', flags.phases, readPhases);
  return {
    config,
    ...(name === undefined ? {} : {name}),
    ...(namespace === undefined ? {} : {namespace}),
    ...(phases === undefined ? {} : {phases}),
    ...(flags.from === undefined ? {} : {from: resolve(flags.from)}),
    ...(flags.chart === undefined ? {} : {chart: flags.chart}),
    ...(flags.repo === undefined ? {} : {repo: flags.repo}),
  };
}

function checked<T>(flag: string, text: string | undefined, read: (text: string) => Answer<T>): T | undefined {
  if (text === undefined) return undefined;
  const answer = read(text);
  if ('problem' in answer) throw refuse('KF003', `--${flag}: ${answer.problem}`);
  return answer.value;
}
