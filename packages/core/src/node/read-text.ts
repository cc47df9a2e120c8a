import {closeSync, constants, fstatSync, openSync, readFileSync, readSync} from 'node:fs';

/** Bytes. The longest manifests there are (all CRDs of an operator in one file) have a tenth of it. */
const longest = 64 * 1024 * 1024;
/** Milliseconds in which a pipe has to say something. */
const patience = 10_000;
const pause = 10;

/** What small files are read into, one after the other. */
const small = Buffer.allocUnsafe(64 * 1024);

/** Not there on Windows. */
const {O_NONBLOCK = 0} = constants;

/**
 * The text of a file (UTF-8), of a pipe (`-c <(make-config)`) or of a device, up to 64 MiB: what never ends (`/dev/zero`) or never begins (a pipe that
 * nobody writes to) ends in an error.
 *
 * @throws Error that says why in words for the user
 */
export function readText(path: string): string {
  const file = openSync(path, constants.O_RDONLY | O_NONBLOCK);
  try {
    const found = fstatSync(file);
    if (found.isDirectory()) return readFileSync(file, 'utf8');
    if (found.size > longest) throw tooLarge(path);
    if (found.isFile() && found.size > 0 && found.size < small.length) {
      // At once: most files are small, and read by the thousand.
      const length = readSync(file, small, 0, small.length, 0);
      if (length < small.length) return small.toString('utf8', 0, length);
    }
    // Some files say that they are empty and are not, such as those of /proc.
    return found.isFile() && found.size > 0 ? readFileSync(file, 'utf8') : readAll(file, path);
  } finally {
    closeSync(file);
  }
}

function readAll(file: number, path: string): string {
  const chunks: Buffer[] = [];
  let total = 0;
  for (let waited = 0; ;) {
    const chunk = Buffer.allocUnsafe(1024 * 1024);
    const length = readSome(file, chunk);
    if (length === 0) return Buffer.concat(chunks).toString('utf8');
    if (length === undefined) {
      if (waited >= patience) throw new Error(`nothing came out of ${path} for ${patience / 1000} s`);
      sleep(pause);
      waited += pause;
      continue;
    }
    waited = 0;
    total += length;
    if (total > longest) throw tooLarge(path);
    chunks.push(chunk.subarray(0, length));
  }
}

/** How many bytes came; undefined when none are there yet. */
function readSome(file: number, into: Buffer): number | undefined {
  try {
    return readSync(file, into);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function tooLarge(path: string): Error {
  return new Error(`${path} has more than ${longest / 1024 / 1024} MiB`);
}
