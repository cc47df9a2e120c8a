import {chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** Makes a directory that only its owner can enter, with everything above it as usual. */
export async function makePrivate(dir: string): Promise<void> {
  await mkdir(dir, {recursive: true, mode: 0o700});
  // mkdir leaves the mode of a directory that exists.
  await chmod(dir, 0o700);
}

/**
 * A new private directory below `<cache>/run`. Directories there whose owner died without removing them are removed first: they
 * hold nothing but a dead sandbox's keys and data.
 */
export async function newPrivateDir(cache: string, name: string): Promise<string> {
  const parent = join(cache, 'run');
  await makePrivate(parent);
  for (const entry of await readdir(parent)) {
    const owner = Number(await readFile(join(parent, entry, 'owner'), 'utf8').catch(() => ''));
    // No owner is written yet in one that is just being made.
    if (owner > 0 && !isAlive(owner)) await removeDir(join(parent, entry));
  }
  const dir = await mkdtemp(join(parent, `${name}-`));
  await writeFile(join(dir, 'owner'), String(process.pid));
  return dir;
}

/** Removes a directory, although a process that is just ending may still write to it. */
export async function removeDir(dir: string): Promise<void> {
  await rm(dir, {recursive: true, force: true, maxRetries: 5, retryDelay: 50});
}

/** Whether a process with that id exists, whosever it is. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
