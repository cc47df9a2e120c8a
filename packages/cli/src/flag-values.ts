import {parseDuration} from '@kflow/core';
import {didYouMean} from './problems/did-you-mean.js';
import {refuse} from './problems/refusal.js';

/**
 * The seconds of a duration flag, `90`, `90s`, `5m` or `1h30m`; undefined when the flag was not given.
 *
 * @throws Refusal `KF003` when it is none.
 */
export function durationFlag(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const seconds = parseDuration(value);
  if (seconds === undefined) {
    throw refuse('KF003', `--${name} ${value} is not a duration`, 'a number of seconds, or text like 90s, 5m, 1h30m');
  }
  return seconds;
}

/**
 * The value of a flag that takes a whole number from 1; undefined when the flag was not given.
 *
 * @throws Refusal `KF003` when it is none.
 */
export function countFlag(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(value)) throw refuse('KF003', `--${name} ${value} is not a whole number from 1`);
  return Number(value);
}

/**
 * The same of a whole number from 0.
 *
 * @throws Refusal `KF003` when it is none.
 */
export function wholeFlag(name: string, value: string | undefined): number | undefined {
  return value === '0' ? 0 : countFlag(name, value);
}

/**
 * The value of a flag that takes one of a few words.
 *
 * @throws Refusal `KF003` when it is none of them.
 */
export function choiceFlag<T extends string>(name: string, value: string, choices: readonly T[]): T {
  return choice('KF003', `--${name} ${value}`, value, choices);
}

/**
 * The same of an argument.
 *
 * @throws Refusal `KF004` when it is none of them.
 */
export function choiceArg<T extends string>(value: string, choices: readonly T[]): T {
  return choice('KF004', `\`${value}\``, value, choices);
}

function choice<T extends string>(code: 'KF003' | 'KF004', shown: string, value: string, choices: readonly T[]): T {
  const found = choices.find((each) => each === value);
  if (found === undefined) {
    throw refuse(code, `${shown} is not one of ${choices.join(', ')}`, didYouMean(value, choices));
  }
  return found;
}
