import {type DataOf, mask, redactSecretData} from './redact-secret-data.js';

/** Shorter values are no secrets, and masking them would leave nothing to read. */
const shortestValue = 3;

/** Shorter lines of a longer value (`{`, `- a`) are likewise left. */
const shortestLine = 6;

const secretFlags = '--(?:token|kube-token|password|docker-password|registry-password)';
const flagWithValue = new RegExp(`^(${secretFlags}=)`);
const flagAlone = new RegExp(`^${secretFlags}$`);
const word = `(?:'(?:[^']|'\\\\'')*'|"(?:[^"\\\\]|\\\\.)*"|[^\\s'"]+)`;

/** Secrets that can be told by what stands before them, in any text. */
const recognisable: [RegExp, string][] = [
  // A whole argument in quotes, as our own commands have it.
  [new RegExp(`'(${secretFlags}=|--from-literal=[^\\s='"]+=)(?:[^']|'\\\\'')*'`, 'g'), `'$1${mask}'`],
  [new RegExp(`(${secretFlags}[= ])${word}`, 'g'), `$1${mask}`],
  [new RegExp(`(--from-literal[= ])([^\\s='"]+=)${word}`, 'g'), `$1$2${mask}`],
  [/(--from-literal[= ])(['"])([^\s=]+=).*?\2/g, `$1$2$3${mask}$2`],
  [/\b(Authorization:\s*\w+\s+|Bearer\s+)[\w.~+/=-]{8,}/gi, `$1${mask}`],
  [/\b(client-key-data|token):\s*[\w.+/=-]{16,}/g, `$1: ${mask}`],
  // Bounded, or a text of `a.a.a.` would be looked through from each of its letters to the end.
  [/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@'"]+:)[^\s/@'"]+@/gi, `$1${mask}@`],
];

/** Masks secrets in what is shown: commands, their output, and errors. */
export class Redactor {
  readonly #known: RegExp | undefined;

  /** @param secrets values to mask, in all the forms in which tools print them; those of fewer than 3 characters are ignored */
  constructor(secrets: readonly string[] = []) {
    const forms = new Set(secrets.flatMap(formsOf));
    const longestFirst = [...forms].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
    this.#known = forms.size === 0 ? undefined : new RegExp(longestFirst.map(escapeRegExp).join('|'), 'g');
  }

  /** Masks the known values only. */
  values(text: string): string {
    return this.#known === undefined ? text : text.replace(this.#known, mask);
  }

  /** Masks known values, secrets after flags that take them, and the data of Secrets. Give `any` for error messages. */
  text(text: string, data: DataOf = 'secrets'): string {
    let result = redactSecretData(this.values(text), data);
    for (const [pattern, replacement] of recognisable) result = result.replace(pattern, replacement);
    return result;
  }

  /** Masks an argument array, which is to be quoted afterwards. */
  args(args: readonly string[]): string[] {
    return args.map((argument, index) => {
      const before = args[index - 1] ?? '';
      if (flagAlone.test(before)) return mask;
      if (before === '--from-literal') return maskLiteral(argument);
      if (argument.startsWith('--from-literal=')) return `--from-literal=${maskLiteral(argument.slice(15))}`;
      const flag = flagWithValue.exec(argument)?.[1];
      return flag === undefined ? this.text(argument) : flag + mask;
    });
  }
}

/** `key=value` -> `key=***`. */
function maskLiteral(literal: string): string {
  return literal.includes('=') ? `${literal.slice(0, literal.indexOf('='))}=${mask}` : mask;
}

/** The forms in which a value turns up in commands, output and errors. */
function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const whole = [secret, secret.trim()].filter((text) => text.trim().length >= shortestValue);
  const encoded = whole
    .flatMap((text) => [text, `${text}\n`])
    .map((text) => Buffer.from(text).toString('base64'))
    .flatMap((code) => [code, code.replace(/=+$/, '')]);
  return [...whole, ...(lines.length > 1 ? lines.filter((line) => line.length >= shortestLine) : [])]
    .flatMap((text) => {
      const json = JSON.stringify(text).slice(1, -1);
      // Go escapes these in JSON; kubectl's annotation last-applied-configuration is JSON in a JSON string.
      const go = json.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
      const twice = [json, go].map((code) => JSON.stringify(code).slice(1, -1));
      return [text, json, go, ...twice, text.replaceAll("'", "''"), text.replaceAll("'", `'\\''`), uriForm(text)];
    })
    .concat(encoded)
    .filter((form) => form.length >= shortestValue);
}

/** As in a URL; the text itself when it cannot be in one (lone surrogates). */
function uriForm(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
