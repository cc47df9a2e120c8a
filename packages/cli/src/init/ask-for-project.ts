import {existsSync, statSync} from 'node:fs';
import {basename, dirname, join, resolve} from 'node:path';
import {defaultPhases} from '@kflow/core';
import {displayPath} from '../terminal/display-path.js';
import {nameFrom, readName, readNamespace, readPhases} from './answers.js';
import type {InitRequest} from './init-request.js';
import type {Answer, Prompter} from './prompter.js';

/** Where manifests usually lie. */
const usual = ['manifests', 'k8s', 'kubernetes', 'deploy', 'yaml'];

/** Asks for what the flags have not said, three to five questions, each with a default. */
export async function askForProject(request: InitRequest, prompter: Prompter): Promise<InitRequest> {
  if (request.from !== undefined) return request;
  const dir = dirname(request.config);
  prompter.say(
    `A new kflow project: ${displayPath(request.config)}. Enter takes what stands in brackets; Ctrl-C ends, and nothing is written.`,
  );
  prompter.say();
  const found = usual.find((name) => isDirectory(join(dir, name)));
  const start = request.chart === undefined ? await askForStart(prompter, found, request) : 'chart';
  if (start === 'manifests') {
    const from = await prompter.ask('Which directory', displayPath(join(dir, found ?? '.')), readDirectory);
    const namespace =
      request.namespace ?? (await prompter.ask('Namespace of what names none', 'default', readNamespace));
    return {config: request.config, from, namespace};
  }
  const asked = {...request};
  if (start === 'chart' && asked.chart === undefined) {
    asked.chart = await prompter.ask('Which chart (a path, oci://..., or a name)', '', readSome);
    if (isPlainName(asked.chart)) asked.repo = await prompter.ask("Its repository's URL", '', readUrl);
  }
  asked.name ??= await prompter.ask('Name of the first resource', nameFrom(basename(dir)), readName);
  asked.namespace ??= await prompter.ask('Its namespace', 'default', readNamespace);
  if (asked.phases === undefined) {
    const fallback = defaultPhases.map(({name}) => name).join(', ');
    const phases = await prompter.ask('Phases, in order', fallback, readPhases);
    // The default ones come with descriptions.
    if (phases.join(', ') !== fallback) asked.phases = phases;
  }
  return asked;
}

type Start = 'example' | 'manifests' | 'chart';
const starts: readonly Start[] = ['example', 'manifests', 'chart'];

async function askForStart(prompter: Prompter, found: string | undefined, request: InitRequest): Promise<Start> {
  // Who gave a name or phases means a new resource.
  if (request.name !== undefined || request.phases !== undefined) return 'example';
  prompter.say('What is there to begin with?');
  prompter.say('  1  nothing yet: write an example');
  prompter.say('  2  a directory of manifests, kustomizations or charts: sort them into resources');
  prompter.say('  3  a helm chart');
  return await prompter.ask('1, 2 or 3', found === undefined ? '1' : '2', (text): Answer<Start> => {
    const start = starts[Number(text) - 1] ?? starts.find((each) => each === text);
    return start === undefined ? {problem: 'answer 1, 2 or 3'} : {value: start};
  });
}

function readDirectory(text: string): Answer<string> {
  const path = resolve(text);
  return isDirectory(path) ? {value: path} : {problem: `there is no directory ${displayPath(path)}`};
}

function readSome(text: string): Answer<string> {
  return text === '' ? {problem: 'name a chart'} : {value: text};
}

function readUrl(text: string): Answer<string> {
  return /^(https?|oci):\/\/\S+$/.test(text)
    ? {value: text}
    : {problem: 'a URL begins with https://, http:// or oci://'};
}

/** Neither a path nor `repo/chart` nor a URL: helm needs to know where to look. */
function isPlainName(chart: string): boolean {
  return /^[\w-]+$/.test(chart) && !existsSync(chart);
}

function isDirectory(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isDirectory() === true;
}
