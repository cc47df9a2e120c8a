import {readTypedWords} from './command-line.js';
import type {TypedWords} from './command-line.js';
import type {Candidate, Completion, CompletionFlag, CompletionSource, Named} from './completion-source.js';

/**
 * What could stand at the end of a command line.
 *
 * @param words those behind `kflow`; the last is the one that is being typed, maybe empty
 */
export async function complete(words: readonly string[], source: CompletionSource): Promise<Completion> {
  const current = words.at(-1) ?? '';
  const typed = readTypedWords(words.slice(0, -1), source.commands, source.globals);
  if (typed.pending) return starting(current, await valuesOf(typed.pending, typed, source));
  if (current.startsWith('-') && !typed.isAfterDashes) return await completeFlag(current, typed, source);
  if (typed.isHelp) {
    return starting(current, {candidates: nextWords(typed, [...source.commands, ...(await source.helpTopics())])});
  }
  if (!typed.command) return starting(current, {candidates: nextWords(typed, source.commands)});
  const {args} = typed.command;
  if (args === 'directory') return {candidates: [], paths: 'directories'};
  if (typeof args !== 'string') {
    const first = [...nextWords(typed, source.commands), ...args.map((value) => ({value}))];
    return starting(current, {candidates: typed.args.length > 0 ? [] : first});
  }
  if (args === 'resource' && typed.args.length > 0) return {candidates: []};
  const given = new Set(typed.args);
  const resources = (await source.resources(typed.flags)).filter(({value}) => !given.has(value));
  return starting(current, {candidates: resources});
}

/** The words that lead to a command, or on to one. */
function nextWords({begun, isHelp}: TypedWords, commands: readonly Named[]): Candidate[] {
  const open = commands.filter(
    ({words}) => begun.every((word, index) => words[index] === word) && words.length > begun.length,
  );
  const next = new Map<string, Candidate>();
  for (const {words, summary} of open) {
    const value = words[begun.length]!;
    const isWhole = words.length === begun.length + 1;
    if (isWhole && next.get(value)?.description === undefined) next.set(value, {value, description: summary});
    else if (!next.has(value)) next.set(value, {value});
  }
  if (begun.length === 0 && !isHelp) next.set('help', {value: 'help', description: 'tell about a command or a topic'});
  return [...next.values()];
}

async function completeFlag(current: string, typed: TypedWords, source: CompletionSource): Promise<Completion> {
  const flags = [...(typed.command?.flags ?? []), ...source.globals];
  const equals = current.indexOf('=');
  if (equals > 0) {
    const flag = flags.find(({name}) => `--${name}` === current.slice(0, equals));
    if (!flag) return {candidates: []};
    const {candidates, paths} = starting(current.slice(equals + 1), await valuesOf(flag, typed, source));
    const whole = candidates.map(({value, description}) => ({
      value: `${current.slice(0, equals)}=${value}`,
      description,
    }));
    return {candidates: whole, ...(paths === undefined ? {} : {paths})};
  }
  const open = flags.filter(({name}) => !typed.flags.has(name));
  return starting(current, {
    candidates: [...open, {name: 'help', summary: 'tell about it'}].map(({name, summary}) => ({
      value: `--${name}`,
      description: summary,
    })),
  });
}

async function valuesOf({value}: CompletionFlag, {flags}: TypedWords, source: CompletionSource): Promise<Completion> {
  if (value === 'file') return {candidates: [], paths: 'files'};
  if (value === 'directory') return {candidates: [], paths: 'directories'};
  if (value === 'context') return {candidates: await source.contexts(flags)};
  if (value === undefined || value === 'other') return {candidates: []};
  return {candidates: value.map((each) => ({value: each}))};
}

function starting(current: string, {candidates, paths}: Completion): Completion {
  return {
    candidates: candidates.filter(({value}) => value.startsWith(current)),
    ...(paths === undefined ? {} : {paths}),
  };
}
