import {setFlagsFromString} from 'node:v8';

/** Bytes of bytecode that a function runs before it is thought of: nine times the default of V8. */
const budget = 600_000;
/**
 * By what V8 multiplies the room for new objects when it has been too small, up to 16 MB; 2 by default, and each time on the way what
 * lives is copied. Of a project nearly all lives until the plan is made. Costs up to 10 MB of memory.
 */
const growth = 16;
/**
 * The major versions of V8 that know the flags and may be told at run time: others complain of them on stderr. That is Node 20's; from Node 22 on
 * (V8 12), V8 counts calls in place of bytes, and optimizes in two steps, of which the first is cheap.
 */
const known = new Set(['11']);

/**
 * Tells V8 that there is little to compute, so that it only optimizes what runs very often, and collects garbage seldom. A plan of 1,000 steps takes half of
 * the processor time so in Node 20, most of which goes into optimizing otherwise; one of 50,000 takes no more. The status of 200 resources takes an
 * eighth less, and an apply that changes nothing a sixth.
 *
 * @param v8 its version, of this process unless given
 */
export function expectShortRun(v8 = process.versions.v8, setFlags: (flags: string) => void = setFlagsFromString): void {
  if (!known.has(v8.split('.', 1)[0] ?? '')) return;
  setFlags(`--interrupt-budget=${budget}`);
  setFlags(`--semi-space-growth-factor=${growth}`);
  // What is marked bit by bit between the rest is nearly all still needed; where memory does get short, all is marked at once.
  setFlags('--no-incremental-marking');
}
