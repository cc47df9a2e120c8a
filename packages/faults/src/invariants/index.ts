import {everythingEnds} from './everything-ends.js';
import {exitCodeIsTrue} from './exit-code-is-true.js';
import type {Invariant, ObservedRun} from './observed-run.js';
import {orderIsKept} from './order-is-kept.js';
import {phasesAreApart} from './phases-are-apart.js';
import {stateIsTrue} from './state-is-true.js';

export {everythingEnds};

/** What holds of every run that has come to its end, whatever went wrong in it. */
export const invariants: {readonly [name: string]: Invariant} = {
  everythingEnds,
  exitCodeIsTrue,
  orderIsKept,
  phasesAreApart,
  stateIsTrue,
};

/** What is wrong with a run, each text behind the name of the invariant that it breaks; none when all is well. */
export function violations(run: ObservedRun): string[] {
  return Object.entries(invariants).flatMap(([name, check]) => check(run).map((text) => `${name}: ${text}`));
}
