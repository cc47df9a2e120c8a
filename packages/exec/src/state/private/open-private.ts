import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import type {FileHandle} from 'node:fs/promises';
import {notPrivate} from './not-private.js';

/** Not there on Windows, where they do nothing. */
const {O_NOFOLLOW = 0, O_NONBLOCK = 0} = constants;

/**
 * Opens a file of kflow's own, readable and writable by its owner only when it is made. What stands in its place has to be a regular file: a
 * symbolic link could lead kflow's words into any file of the user's, and a pipe would be waited for. Asked of the open file, so that
 * nothing can be put there in between.
 *
 * @param flags of open(2), e.g. `O_RDONLY`, or `O_WRONLY | O_CREAT | O_APPEND`
 * @throws KflowError `KF913` (user) for anything but a regular file; the file system's error otherwise
 */
export async function openPrivate(path: string, flags: number): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600);
  } catch (error) {
    // ELOOP: open(2) of a symbolic link. ENXIO: of a pipe that nobody reads, or of a socket.
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'ELOOP' || code === 'EMLINK') throw strange(path, 'is a symbolic link');
    if (code === 'ENXIO' || code === 'EISDIR') throw strange(path, 'is not a regular file');
    throw error;
  }
  try {
    if (!(await file.stat()).isFile()) throw strange(path, 'is not a regular file');
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

function strange(path: string, problem: string): Error {
  return notPrivate(path, problem, 'kflow made no such thing: look at it, and move it away');
}
