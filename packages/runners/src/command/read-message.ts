import {ProtocolError} from './protocol-error.js';
import type {HookMessage} from './protocol.js';

/** What a field takes, in words, and whether a value is that. */
interface Field {
  what: string;
  fits(value: unknown): boolean;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isObject = (value: unknown): value is {[key: string]: unknown} =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isManifest = (value: unknown): boolean =>
  isObject(value) &&
  isText(value['apiVersion']) &&
  isText(value['kind']) &&
  isObject(value['metadata']) &&
  isText(value['metadata']['name']);

const text: Field = {what: 'a text', fits: isText};
const texts: Field = {what: 'a list of texts', fits: (value) => Array.isArray(value) && value.every(isText)};
const truth: Field = {what: 'true or false', fits: (value) => typeof value === 'boolean'};

const fields: {[name: string]: Field} = {
  log: text,
  warn: text,
  status: text,
  healthy: truth,
  detail: text,
  kubectl: texts,
  helm: texts,
  exec: texts,
  applyManifest: {
    what: 'a text, an object with apiVersion, kind and metadata.name, or a list of such objects',
    fits: (value) => isText(value) || isManifest(value) || (Array.isArray(value) && value.every(isManifest)),
  },
  rolloutRestart: text,
  secrets: texts,
  id: {what: 'a text or a number', fits: (value) => isText(value) || typeof value === 'number'},
  check: truth,
  mutating: truth,
  stdin: text,
  timeout: {what: 'a number of seconds', fits: (value) => typeof value === 'number' && value > 0},
  pod: text,
  selector: text,
  container: text,
  namespace: text,
};

const request = ['id', 'check'];
const command = [...request, 'mutating', 'stdin', 'timeout'];

/** Each kind of message by the key that it is known by, and what it may have beside that and `secrets`. */
const kinds: {[key: string]: readonly string[]} = {
  log: [],
  warn: [],
  status: [],
  healthy: ['detail'],
  kubectl: command,
  helm: command,
  exec: [...command, 'pod', 'selector', 'container', 'namespace'],
  applyManifest: request,
  rolloutRestart: request,
};

/** Characters of a line that an error quotes. */
const quoted = 120;

/**
 * A line that a hook printed.
 *
 * @returns the message; undefined when the line is no JSON object: a text for the user
 * @throws ProtocolError for an object that is no message of the protocol, or one that is malformed: what a hook asks for must not be lost
 */
export function readMessage(line: string): HookMessage | undefined {
  const message = objectOf(line);
  if (message === undefined) return undefined;
  const fail = (why: string): never => {
    throw new ProtocolError(`it printed ${shortened(line)}: ${why}`);
  };
  const [kind, second] = Object.keys(kinds).filter((key) => Object.hasOwn(message, key));
  if (second !== undefined) fail(`a message is either \`${kind}\` or \`${second}\``);
  if (kind === undefined && !Object.hasOwn(message, 'secrets'))
    fail('that is no message, which has one of the keys ' + Object.keys(kinds).join(', '));
  const known = kind === undefined ? ['secrets'] : [kind, ...kinds[kind]!, 'secrets'];
  for (const [key, value] of Object.entries(message)) {
    if (!known.includes(key)) fail(`\`${key}\` is unknown there; known: ${known.join(', ')}`);
    if (!fields[key]!.fits(value)) fail(`\`${key}\` has to be ${fields[key]!.what}`);
  }
  if (kind === 'exec' && Object.hasOwn(message, 'pod') === Object.hasOwn(message, 'selector')) {
    fail('`exec` needs either `pod` or `selector`');
  }
  return message as unknown as HookMessage;
}

function objectOf(line: string): {[key: string]: unknown} | undefined {
  if (!/^\s*\{/.test(line)) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function shortened(line: string): string {
  return line.length <= quoted ? line : `${line.slice(0, quoted)}...`;
}
