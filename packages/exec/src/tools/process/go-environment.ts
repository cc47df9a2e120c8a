import type {Environment} from '../../ports/environment.js';

/** Percent by which the heap of a Go program grows before it is swept; Go's own is 100. */
const growth = '200';

/**
 * What to add to the environment of kubectl and helm: they live for tenths of a second, an eighth of which goes into collecting garbage otherwise
 * (measured: 0.16 s of processor time in place of 0.18 for an apply, 8 MB more of memory).
 * Source: pkg.go.dev/runtime, Environment Variables.
 *
 * @param environment what they have otherwise; where the user has a say in it already, nothing is added
 */
export function goEnvironment(environment: Environment): {[name: string]: string} {
  const isTuned = environment['GOGC'] !== undefined || environment['GOMEMLIMIT'] !== undefined;
  return isTuned ? {} : {GOGC: growth};
}
