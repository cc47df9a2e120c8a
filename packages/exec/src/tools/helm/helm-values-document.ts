import type {Value} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';

/** A values document for helm's standard input: plain JSON data. */
export interface ValuesDocument {
  [key: string]: string | ValuesDocument;
}

/**
 * The document that holds secret values, each at its dotted path; a dot in a name is written `\.`.
 *
 * @param secrets path -> value
 * @param values what goes on the command line, which helm lets win
 * @throws KflowError `KF705` (user) when two paths, or a path and `values`, want the same place
 */
export function secretsDocument(secrets: {[path: string]: string}, values: {[key: string]: Value}): ValuesDocument {
  const document: ValuesDocument = {};
  for (const [path, value] of Object.entries(secrets)) {
    const keys = pathKeys(path);
    refuseClash(path, keys, values);
    let map = document;
    for (const key of keys.slice(0, -1)) {
      const inner = map[key] ?? {};
      if (typeof inner === 'string') throw clash(path, 'another secret value');
      define(map, key, inner);
      map = inner;
    }
    const last = keys.at(-1) ?? '';
    if (map[last] !== undefined) throw clash(path, 'another secret value');
    define(map, last, value);
  }
  return document;
}

/** An own property whatever its name, `__proto__` too. */
function define(map: ValuesDocument, key: string, value: string | ValuesDocument): void {
  Object.defineProperty(map, key, {value, enumerable: true, configurable: true, writable: true});
}

/**
 * The maps of `values` without what is in them. Given as a values document, it makes a map of whatever else a values file has in
 * such a place (`resources:` with nothing behind it, say) and leaves maps alone: `--set a.b=1` fails where `a` is no map.
 */
export function mapsOf(values: {[key: string]: Value}): ValuesDocument {
  const entries = Object.entries(values).flatMap(([key, value]): [string, ValuesDocument][] =>
    isMap(value) && Object.keys(value).length > 0 ? [[key, mapsOf(value)]] : [],
  );
  return Object.fromEntries(entries);
}

/** Both documents, key by key; the second wins. */
export function mergeDocuments(first: ValuesDocument, second: ValuesDocument): ValuesDocument {
  const result: ValuesDocument = Object.fromEntries(Object.entries(first));
  for (const [key, value] of Object.entries(second)) {
    const before = Object.hasOwn(result, key) ? result[key] : undefined;
    const isBoth = typeof before === 'object' && typeof value === 'object';
    define(result, key, isBoth ? mergeDocuments(before, value) : value);
  }
  return result;
}

/**
 * JSON that a YAML parser reads as the same: characters that YAML does not print, or takes for line breaks, are escaped.
 * Source: `is_printable` and `is_break` of go-yaml, which helm reads values with.
 */
export function yamlSafeJson(document: ValuesDocument): string {
  return JSON.stringify(document).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** `a.b\.c` -> `['a', 'b.c']` */
function pathKeys(path: string): string[] {
  return [...path.matchAll(/(?:^|\.)((?:\\.|[^.\\])*)/gs)].map(([, key = '']) => key.replace(/\\(.)/gs, '$1'));
}

function refuseClash(path: string, keys: readonly string[], values: {[key: string]: Value}): void {
  let place: Value = values;
  for (const key of keys) {
    if (!isMap(place)) throw clash(path, '`values`');
    if (!Object.hasOwn(place, key)) return;
    place = place[key] as Value;
  }
  throw clash(path, '`values`');
}

function clash(path: string, other: string): KflowError {
  return new KflowError('user', 'KF705', `the secret value ${path} and ${other} both set the same value`, {
    hint: 'Take one of them out.',
  });
}

function isMap(value: Value): value is {[key: string]: Value} {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('$number' in value);
}
