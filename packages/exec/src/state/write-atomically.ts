import {randomBytes} from 'node:crypto';
import {open, readdir, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

/**
 * Writes a file so that at every moment, power cuts included, it has either its old content or the new one: a temporary file
 * next to it, fsync, rename, fsync of the directory. The file is readable by its owner only. A symbolic link is replaced, not followed.
 *
 * Own code because the usual package takes a short write (a full disk) for a whole one.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, {force: true}).catch(() => {});
    throw error;
  }
  await syncDirectory(dirname(path));
}

/** Removes what writes that were killed left behind. Only safe while nobody else writes, that is, under the file's lock. */
export async function removeDrafts(path: string): Promise<void> {
  const names = await readdir(dirname(path)).catch(() => []);
  for (const name of names) {
    if (name.startsWith(`.${basename(path)}.`) && name.endsWith('.tmp')) {
      await rm(join(dirname(path), name), {force: true}).catch(() => {});
    }
  }
}

/** Makes the rename itself last. Windows cannot open directories, and some network file systems cannot sync them. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined);
  if (!directory) return;
  await directory.sync().catch(() => {});
  await directory.close();
}
