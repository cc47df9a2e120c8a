/** A YAML value that stays exact. */
export type Value = string | number | boolean | null | ExactNumber | Value[] | {[key: string]: Value};

/** A number that a double cannot hold exactly, as its digits in base ten. */
export interface ExactNumber {
  $number: string;
}

/**
 * A whole number as written in YAML (`123`, `+5`, `0x1F`, `0o17`), exact: a number if a double holds it, else its digits.
 * Undefined when the text is not a whole number.
 */
export function exactInteger(source: string): number | ExactNumber | undefined {
  const match = /^([-+]?)(\d+|0x[\da-fA-F]+|0o[0-7]+)$/.exec(source);
  if (!match) return undefined;
  const [, sign, digits = '0'] = match;
  const exact = BigInt(digits) * (sign === '-' ? -1n : 1n);
  const double = Number(exact);
  return Number.isSafeInteger(double) ? double : {$number: exact.toString()};
}
