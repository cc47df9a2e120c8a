import {readFile} from 'node:fs/promises';
import {KflowError} from '../errors/kflow-error.js';

/**
 * The bytes of a file that a value comes from.
 *
 * @param what names the value in errors, e.g. `the secret value auth.password`
 * @throws KflowError `KF706` (user) when it is not there or cannot be read
 */
export async function readSourceFile(what: string, path: string, signal?: AbortSignal): Promise<Buffer> {
  try {
    return await readFile(path, {signal});
  } catch (error) {
    signal?.throwIfAborted();
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    throw new KflowError('user', 'KF706', `${what}: the file ${path} ${why}`, {cause: error});
  }
}
