import {constants} from 'node:fs';
import {openPrivate} from './open-private.js';

/** Bytes. A thousand resources of ten steps make about three million. */
const longest = 128 * 1024 * 1024;

/** A file of kflow's own as it was read. */
export interface PrivateText {
  text: string;
  modified: Date;
}

/**
 * Reads a file of kflow's own (UTF-8).
 *
 * @throws KflowError `KF913` (user) for anything but a regular file; the file system's error otherwise
 */
export async function readPrivate(path: string): Promise<PrivateText> {
  const file = await openPrivate(path, constants.O_RDONLY);
  try {
    const {size, mtime} = await file.stat();
    if (size > longest) throw new Error(`${path} has ${size} bytes, and is read up to ${longest}`);
    return {text: await file.readFile('utf8'), modified: mtime};
  } finally {
    await file.close();
  }
}
