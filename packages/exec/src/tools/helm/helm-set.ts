import type {ExactNumber, Value} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';

/** helm refuses names of more dots than that (`MaxNestedNameLevel` of pkg/strvals). */
const mostDots = 30;

/** helm refuses indices above that (`MaxIndex` of pkg/strvals). */
const highestIndex = 65536;

/** The integers that `--set` takes as such; larger ones it would turn into strings. */
const int64 = {min: -(2n ** 63n), max: 2n ** 63n - 1n};

/** From here on Go prints a number that came through JSON as `1e+06`, and from 2^53 on loses digits of it. */
const exactFrom = 1_000_000n;

/** Where a value goes: keys and indices. */
type Path = readonly (string | number)[];

/**
 * Flags for `helm` that set `values`, each value by the form with which it arrives in a chart exactly (helm 3.10 or later, helm 4):
 * - strings by `--set-string`, which does not look for numbers, booleans and lists in them
 * - integers, booleans and null by `--set`, which knows these; an integer stays one there, where a values file makes it a float
 * - other numbers, lists and empty maps by `--set-json`, which `--set` would make strings, merge with what is there, or not take;
 *   long integers in lists are then set again, one by one, by `--set`
 *
 * Maps are merged with those of values files and chart, key by key; everything else replaces what is there. helm applies all
 * `--set-json` first, then `--set`, then `--set-string`, in whatever order they come; the flags rely on that.
 *
 * Two things no helm can: integers beyond 64 bits are floats, and so are those below an empty key that are longer than 2^53.
 *
 * Source: pkg/strvals/parser.go and pkg/cli/values/options.go, the same in helm 3.22 and 4.3.
 *
 * @throws KflowError `KF704` (user) for what no flag can say: NaN, infinity, and an empty key at the top
 *
 * @internal
 */
export function helmSetArguments(values: {[key: string]: Value}): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (!isSayable(key)) {
      throw new KflowError(
        'user',
        'KF704',
        `the helm value ${JSON.stringify(key)} has a name that helm takes on no command line`,
        {
          hint: 'Set it in a values file (`valuesFiles`).',
        },
      );
    }
    return flags([key], value);
  });
}

/** The flags for one value. */
function flags(path: Path, value: Value): string[] {
  if (typeof value === 'string') {
    return value.includes('\0') ? json(path, value) : ['--set-string', `${name(path)}=${escapeText(value)}`];
  }
  if (typeof value === 'boolean' || value === null) return ['--set', `${name(path)}=${value}`];
  if (typeof value === 'number' || isExactNumber(value)) {
    const integer = int64Digits(value);
    return integer === undefined ? json(path, value) : ['--set', `${name(path)}=${integer}`];
  }
  if (Array.isArray(value)) return [...json(path, value), ...longIntegers(path, value)];
  const entries = Object.entries(value);
  if (entries.length === 0 || path.length > mostDots || !entries.every(([key]) => isSayable(key))) {
    return [...json(path, value), ...longIntegers(path, value)];
  }
  return entries.flatMap(([key, item]) => flags([...path, key], item));
}

function json(path: Path, value: Value): string[] {
  return ['--set-json', `${name(path)}=${jsonText(value, path)}`];
}

/** Sets the integers inside a JSON value again that JSON does not bring over as they are. */
function longIntegers(path: Path, value: Value): string[] {
  if (typeof value === 'number' || isExactNumber(value)) {
    const digits = int64Digits(value);
    const isLong = digits !== undefined && (BigInt(digits) >= exactFrom || BigInt(digits) <= -exactFrom);
    return isLong ? ['--set', `${name(path)}=${digits}`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, Value][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, item]) => {
    const inner = [...path, key];
    const isWithin = typeof key === 'number' ? key <= highestIndex : isSayable(key) && dots(inner) <= mostDots;
    return isWithin ? longIntegers(inner, item) : [];
  });
}

/** `a.b\.c[0]`: everything that means something in a name is escaped; a leading brace too, which helm 4 takes for a JSON object. */
function name(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part.replace(/[\\=[\],.{}]/g, '\\$&')}`))
    .join('')
    .slice(1);
}

function dots(path: Path): number {
  return path.filter((part) => typeof part === 'string').length - 1;
}

/** A comma would end the value, a backslash escapes, a leading brace would begin a list. */
function escapeText(value: string): string {
  return value.replace(/[\\,]/g, '\\$&').replace(/^\{/, '\\{');
}

/** helm drops empty names, and no argument can hold a NUL. */
function isSayable(key: string): boolean {
  return key !== '' && !key.includes('\0');
}

/** Digits in base ten, if helm keeps the number as an integer; undefined for fractions and larger ones. */
function int64Digits(value: number | ExactNumber): string | undefined {
  // Written as `1e18` when it is longer: a float, then.
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined;
  const integer = BigInt(typeof value === 'number' ? value : value.$number.replace(/^\+/, ''));
  return integer >= int64.min && integer <= int64.max ? integer.toString() : undefined;
}

function jsonText(value: Value, path: Path): string {
  if (typeof value === 'number' || isExactNumber(value)) {
    const digits = int64Digits(value) ?? (typeof value === 'number' ? String(value) : value.$number.replace(/^\+/, ''));
    if (/^-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(digits)) return digits;
    throw new KflowError('user', 'KF704', `the helm value ${name(path)} is ${digits}, which helm cannot hold`, {
      hint: 'Write it as a string if the chart takes one.',
    });
  }
  if (Array.isArray(value)) return `[${value.map((item, index) => jsonText(item, [...path, index])).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${JSON.stringify(key)}:${jsonText(item, [...path, key])}`,
    );
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** An integer beyond 2^53. A map of the user's that looks the same but holds other text is one. */
function isExactNumber(value: Value): value is ExactNumber {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const digits = value['$number'];
  return Object.keys(value).length === 1 && typeof digits === 'string' && /^[-+]?\d{16,}$/.test(digits);
}
