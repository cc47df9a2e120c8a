import type {Value} from '@kflow/core';

/**
 * A step's `config` as a runner gets it: plain data. A whole number that a double cannot hold becomes a bigint, so that no digit
 * is lost; other numbers of that sort become the nearest double.
 */
export function plainConfig(config: {[key: string]: Value}): {[key: string]: unknown} {
  return plain(config) as {[key: string]: unknown};
}

function plain(value: Value): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const {$number: digits} = value as {$number?: Value};
  if (typeof digits === 'string' && Object.keys(value).length === 1) {
    return /^[-+]?\d+$/.test(digits) ? BigInt(digits) : Number(digits);
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
