import {globalFlagNames} from './argv.js';
import type {CommandManifest} from './command-manifest.js';

/** The letters that commands use for flags of their own although they are global elsewhere, by command id. */
export function ownLetters(commands: readonly Pick<CommandManifest, 'id' | 'flags'>[]): {[id: string]: string[]} {
  const global = new Set(globalFlagNames.map(({name}) => name));
  const letters = new Set(globalFlagNames.map(({char}) => char));
  return Object.fromEntries(
    commands.map(({id, flags}) => [
      id,
      Object.entries(flags).flatMap(([name, {char}]) => (char && !global.has(name) && letters.has(char) ? [char] : [])),
    ]),
  );
}
