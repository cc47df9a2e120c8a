import {isScalar, Schema} from 'yaml';
import type {ScalarNode} from './node.js';

/** What tells plain text of the core schema from null, booleans and numbers: the rules of the parser that knows all of YAML. */
const rules = new Schema({schema: 'core'}).tags.flatMap((tag) =>
  !tag.collection && tag.default === true && tag.test ? [{test: tag.test, resolve: tag.resolve}] : [],
);

/** What anything but text can begin with: signs, a dot, digits, `~`, and the first letters of `null`, `true` and `false`. */
const telling = new Set([...'+-.~0123456789nNtTfF'].map((character) => character.charCodeAt(0)));

/** What begins with such a letter, and goes on as no such word: `name` and `namespace` stand in every file. */
const otherWord = /^(?:[nN][^uU]|[tT][^rR]|[fF][^aA])/;

/** The value of a plain scalar on one line; undefined when it is a number that JSON does not have. */
export function coreScalar(text: string): ScalarNode['value'] | undefined {
  if (!telling.has(text.charCodeAt(0)) || otherWord.test(text)) return text;
  const rule = rules.find(({test}) => test.test(text));
  if (!rule) return text;
  const resolved = rule.resolve(text, () => undefined, {});
  const value = (isScalar(resolved) ? resolved.value : resolved) as ScalarNode['value'];
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : value;
}
