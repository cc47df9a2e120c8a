import {setFlagsFromString} from 'node:v8';

/** Bytes of bytecode that a function runs before it is thought of: six times the default of V8. */
const budget = 400_000;
/** The major versions of V8 (Node 20, 22 and 24) that know the flag: another one might complain of it on stderr. */
const known = new Set(['11', '12', '13']);

/**
 * Tells V8 that the command is over soon, so that it only optimizes what runs very often. A plan of 1,000 steps takes half of the processor
 * time so, most of which goes into optimizing otherwise; one of 50,000 takes no more.
 *
 * @param v8 its version, of this process unless given
 */
export function expectShortRun(v8 = process.versions.v8, setFlags: (flags: string) => void = setFlagsFromString): void {
  if (known.has(v8.split('.', 1)[0] ?? '')) setFlags(`--interrupt-budget=${budget}`);
}
