import {setFlagsFromString} from 'node:v8';

/** Bytes of bytecode that a function runs before it is thought of: six times the default of V8. */
const budget = 400_000;
/**
 * The major versions of V8 that know the flag: others complain of it on stderr. That is Node 20's; from Node 22 on (V8 12), V8 counts calls in place of
 * bytes, and optimizes in two steps, of which the first is cheap.
 */
const known = new Set(['11']);

/**
 * Tells V8 that the command is over soon, so that it only optimizes what runs very often. A plan of 1,000 steps takes half of the processor
 * time so in Node 20, most of which goes into optimizing otherwise; one of 50,000 takes no more.
 *
 * @param v8 its version, of this process unless given
 */
export function expectShortRun(v8 = process.versions.v8, setFlags: (flags: string) => void = setFlagsFromString): void {
  if (known.has(v8.split('.', 1)[0] ?? '')) setFlags(`--interrupt-budget=${budget}`);
}
