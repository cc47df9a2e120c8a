import {parseArgs, type ParseArgsConfig} from 'node:util';
import {SandboxError} from '../sandbox-error.js';

/** The flags a command takes. */
export type Flags = NonNullable<ParseArgsConfig['options']>;

/** What a command was called with. `rest` is what stands after `--`. */
export interface Arguments {
  flags: {[name: string]: string | boolean | undefined};
  rest: string[];
}

/** Reads a command's arguments. Throws a SandboxError of the usage kind for a flag it does not know or a word too many. */
export function readArguments(command: string, args: string[], options: Flags, takesRest = false): Arguments {
  const end = takesRest ? args.indexOf('--') : -1;
  const [own, rest] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end + 1)];
  try {
    const {values} = parseArgs({args: own, options, strict: true, allowPositionals: false});
    return {flags: values as Arguments['flags'], rest};
  } catch (error) {
    const [first = ''] = (error as Error).message.split(/\. |\n/);
    const known = Object.keys(options).map((name) => `--${name}`);
    throw new SandboxError(
      `kflow-sandbox ${command}: ${first.replace(/^[A-Z]/, (letter) => letter.toLowerCase()).replace(/\.$/, '')}.`,
      known.length > 0
        ? `It takes ${known.join(', ')}${takesRest ? ' and -- command' : ''}.`
        : 'It takes no arguments.',
      true,
    );
  }
}
