import {refuse} from './problems/refusal.js';
import {UnknownName} from './problems/unknown-name.js';

/** A flag that every command takes, before or after the command's name. */
interface GlobalFlag {
  name: string;
  char?: string;
  takesValue: boolean;
}

/** Every global flag. Their descriptions stand in global-flags.ts; a test holds the two lists together. */
export const globalFlagNames: readonly GlobalFlag[] = [
  {name: 'config', char: 'c', takesValue: true},
  {name: 'context', takesValue: true},
  {name: 'kubeconfig', takesValue: true},
  {name: 'dry-run', takesValue: false},
  {name: 'verbose', char: 'v', takesValue: false},
  {name: 'yes', char: 'y', takesValue: false},
  {name: 'json', takesValue: false},
  {name: 'no-color', takesValue: false},
];

/** The commands that there are, as far as the order of arguments depends on them. */
export interface CommandNames {
  /** Ids with `:` between the words, e.g. `state:show`. */
  ids: readonly string[];
  /** Letters of flags that a command uses for itself although they are global elsewhere, e.g. `{logs: ['c']}`. */
  own?: {[id: string]: readonly string[]};
}

/** What a command line asks for. */
export type CommandLine =
  | {type: 'version'}
  /** `id` is a command or a topic; the whole program's help without it. */
  | {type: 'help'; id?: string}
  /** `kflow help WORDS`, and they are no command: perhaps a help topic. */
  | {type: 'topic'; words: string[]}
  /** `argv` begins with the global flags in their long form, each at most once; the rest is as it was typed. */
  | {type: 'command'; id: string; argv: string[]};

/**
 * Puts a command line in order before oclif sees it: finds the command's words, and moves global flags that stand before or after it
 * to one place. A global flag given twice counts as it was given last, so that an alias like `kflow -c prod.yaml` can be overridden.
 * Nothing after `--` is a flag.
 *
 * @throws UnknownName `KF001` for an unknown command, `KF002` for an unknown flag before it; Refusal `KF003` for a missing value.
 */
export function readCommandLine(argv: readonly string[], commands: CommandNames): CommandLine {
  const topics = new Set(commands.ids.filter((id) => id.includes(':')).map((id) => id.slice(0, id.indexOf(':'))));
  const globals = new Map<string, string | true>();
  const words: string[] = [];
  const rest: string[] = [];
  let help = false;
  let asksForTopic = false;
  let version = false;

  const id = () => words.join(':');
  // `runners` is a command, and the first word of `runners describe`.
  const isCommand = () => commands.ids.includes(id());
  const goesOn = () => words.length === 1 && topics.has(words[0]!) && rest.length === 0;
  const complete = () => words.length > 0 && (!(words.length === 1 && topics.has(words[0]!)) || isCommand());
  const tokens = [...argv];

  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    if (token === '--') {
      while (!complete() && tokens.length > 0) words.push(tokens.shift()!);
      if (tokens.length > 0) rest.push('--', ...tokens.splice(0));
    } else if (token.startsWith('--')) {
      long(token);
    } else if (token.startsWith('-') && token.length > 1) {
      short(token.slice(1));
    } else if (complete() && !goesOn()) {
      rest.push(token);
    } else if (token === 'help' && words.length === 0) {
      help = true;
      asksForTopic = true;
    } else {
      words.push(token);
    }
  }

  if (version) return {type: 'version'};
  if (words.length === 0) return {type: 'help'};
  const known = commands.ids.includes(id()) || (topics.has(id()) && words.length === 1);
  if (!known && asksForTopic) return {type: 'topic', words: [...words, ...rest]};
  if (!known) throw unknownCommand(words, commands.ids, topics);
  if (help || !complete()) return {type: 'help', id: id()};
  const flags = [...globals].map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
  return {type: 'command', id: id(), argv: [...flags, ...rest]};

  function long(token: string): void {
    const equals = token.indexOf('=');
    const name = token.slice(2, equals === -1 ? undefined : equals);
    const flag = globalFlagNames.find((each) => each.name === name);
    if (name === 'help') help = true;
    else if (name === 'version' && words.length === 0) version = true;
    else if (flag) take(flag, `--${name}`, equals === -1 ? undefined : token.slice(equals + 1));
    else if (words.length === 0) throw unknownBeforeCommand(`--${name}`);
    else rest.push(token);
  }

  function short(letters: string): void {
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at]!;
      const flag = globalFlagNames.find((each) => each.char === letter);
      if (commands.own?.[id()]?.includes(letter) || (!flag && letter !== 'h')) {
        if (words.length === 0) throw unknownBeforeCommand(`-${letter}`);
        rest.push(`-${letters.slice(at)}`);
        return;
      }
      if (!flag) help = true;
      else if (!flag.takesValue) globals.set(flag.name, true);
      else {
        const value = letters.slice(at + 1);
        take(flag, `-${letter}`, value === '' ? undefined : value.replace(/^=/, ''));
        return;
      }
    }
  }

  function take(flag: GlobalFlag, typed: string, value: string | undefined): void {
    if (!flag.takesValue) {
      if (value !== undefined) throw refuse('KF003', `${typed} takes no value`, `leave out \`=${value}\``);
      globals.set(flag.name, true);
      return;
    }
    value ??= tokens[0] === '--' ? undefined : tokens.shift();
    if (value === undefined || value === '') throw refuse('KF003', `${typed} needs a value`);
    globals.set(flag.name, value);
  }
}

function unknownCommand(words: string[], ids: readonly string[], topics: Set<string>): UnknownName {
  const typed = words.join(' ');
  const topic = words.length > 1 ? words[0]! : undefined;
  const names = ids
    .filter((id) => (topic ? id.startsWith(`${topic}:`) : !id.includes(':')))
    .map((id) => id.replace(':', ' '));
  const lists = `\`kflow ${topic && topics.has(topic) && !ids.includes(topic) ? topic : 'help'}\` lists the commands`;
  return new UnknownName(
    'KF001',
    `there is no command \`${typed}\``,
    typed,
    topic ? names : [...names, ...topics],
    lists,
  );
}

function unknownBeforeCommand(flag: string): UnknownName {
  const names = [...globalFlagNames.map(({name}) => `--${name}`), '--help', '--version'];
  const otherwise = 'flags of a command stand after its name';
  return new UnknownName('KF002', `${flag} is not a flag that can stand before the command`, flag, names, otherwise);
}
