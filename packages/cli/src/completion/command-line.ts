import type {CompletionCommand, CompletionFlag} from './completion-source.js';

/** What of a command line stands before the word that is being typed. */
export interface TypedWords {
  /** The command, once it is whole. */
  command?: CompletionCommand;
  /** Words that are a part of a command's name (`state`). */
  begun: string[];
  /** `kflow help ...`. */
  isHelp: boolean;
  /** Arguments of the command. */
  args: string[];
  /** The values of flags that were given, the last one of each; true for those without a value. */
  flags: Map<string, string | true>;
  /** The flag whose value is being typed. */
  pending?: CompletionFlag;
  /** After `--` nothing is a flag. */
  isAfterDashes: boolean;
}

/** Reads the words before the one that is being typed; what makes no sense is passed over. */
export function readTypedWords(
  words: readonly string[],
  commands: readonly CompletionCommand[],
  globals: readonly CompletionFlag[],
): TypedWords {
  const typed: TypedWords = {begun: [], isHelp: false, args: [], flags: new Map(), isAfterDashes: false};
  const flagOf = (matches: (flag: CompletionFlag) => boolean) =>
    [...(typed.command?.flags ?? []), ...globals].find(matches);
  for (const word of words) {
    if (typed.pending) {
      typed.flags.set(typed.pending.name, word);
      delete typed.pending;
    } else if (typed.isAfterDashes) positional(word);
    else if (word === '--') typed.isAfterDashes = true;
    else if (word.startsWith('--')) {
      const [name = '', value] = word.slice(2).split(/=(.*)/s);
      take(
        flagOf((flag) => flag.name === name),
        value,
      );
    } else if (word.startsWith('-') && word.length > 1) {
      const letter = word[1];
      take(
        flagOf(({char}) => char === letter),
        word.length > 2 ? word.slice(2) : undefined,
      );
    } else positional(word);
  }
  return typed;

  function positional(word: string): void {
    // `runners` is a command, and the first word of another one.
    const longer = typed.command && typed.args.length === 0 ? named([...typed.begun, word]) : undefined;
    if (typed.command && !longer) typed.args.push(word);
    else if (word === 'help' && typed.begun.length === 0) typed.isHelp = true;
    else {
      typed.begun.push(word);
      typed.command = named(typed.begun);
    }
  }

  function named(begun: readonly string[]): CompletionCommand | undefined {
    return commands.find(({words}) => words.join(' ') === begun.join(' '));
  }

  function take(flag: CompletionFlag | undefined, value: string | undefined): void {
    if (!flag) return;
    if (flag.value === undefined) typed.flags.set(flag.name, true);
    else if (value === undefined) typed.pending = flag;
    else typed.flags.set(flag.name, value);
  }
}
