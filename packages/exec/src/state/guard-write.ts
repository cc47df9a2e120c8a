import {isKflowError, KflowError} from '../errors/kflow-error.js';

/**
 * Does something that writes to kflow's own files. What it fails of becomes a KflowError `KF912` (external), unless it is one already.
 *
 * @param what is written: `state`, `journal`
 * @param dir where
 */
export async function guardWrite<Result>(what: string, dir: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isKflowError(error)) throw error;
    throw new KflowError('external', 'KF912', `the ${what} cannot be written: ${(error as Error).message}`, {
      hint: `kflow needs to write to ${dir}; see \`state.dir\` in the root config`,
      cause: error,
    });
  }
}
