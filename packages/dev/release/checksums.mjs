import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';

/** What `sha256sum --check` reads: a line a file, by their names without folders. @param {string[]} files */
export function checksums(files) {
  const sum = (/** @type {string} */ file) => createHash('sha256').update(readFileSync(file)).digest('hex');
  return files.map((file) => `${sum(file)}  ${basename(file)}\n`).join('');
}
