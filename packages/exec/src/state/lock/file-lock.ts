import {link, readdir, readFile, rm, unlink, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {readPrivate} from '../private/read-private.js';
import {isGone, parseOwner} from './owner.js';
import type {LockOwner} from './owner.js';

/** A lock that is held. */
export interface HeldLock {
  /**
   * Gives it back. May be called more than once, and never rejects: what the run has done is told by then, and a lock that could not be
   * removed is that of a process which is gone, so the next one takes it over.
   */
  release(): Promise<void>;
}

/** What trying came to: the lock, or who has it (`owner` undefined: the file is not readable as a lock). */
export type LockAttempt = {held: HeldLock} | {held: undefined; owner: LockOwner | undefined};

/**
 * Tries once to take the lock at `path` (its directory has to exist). The lock is a file that appears at once with its whole
 * content (a hard link of a finished file), so that it is never seen half-written. A lock whose process is gone is taken over.
 *
 * Taking over is safe with any number of takers. Whoever finds the stale lock with token T first creates `<path>.<T>.claim`,
 * which only one can, and nobody removes the lock T but the holder of that claim; the claim is removed only after the lock T is,
 * so that one who comes late with the same claim finds another lock than T in place and leaves it alone. A claimant that died is
 * claimed by its own token, in the same way.
 *
 * @throws the file system's error when the lock can be neither made nor read; KflowError `KF913` when it is no regular file
 */
export async function tryLock(path: string, owner: LockOwner): Promise<LockAttempt> {
  const draft = draftPath(path, owner.token);
  await writeFile(draft, `${JSON.stringify(owner, undefined, 2)}\n`, {mode: 0o600, flag: 'wx'});
  try {
    for (;;) {
      if (await create(draft, path)) {
        await removeDeadDrafts(path);
        return {held: {release: () => release(path, owner.token)}};
      }
      const found = await read(path);
      if (found === 'absent') continue;
      if (found === undefined || !(await isGone(found))) return {held: undefined, owner: found};
      const taker = await removeStale(path, found, draft);
      if (taker) return {held: undefined, owner: taker};
    }
  } finally {
    await rm(draft, {force: true});
  }
}

/** Removes the lock of an owner who is gone. Returns who is about to do the same, if somebody was faster. */
async function removeStale(path: string, stale: LockOwner, draft: string): Promise<LockOwner | undefined> {
  const claims: string[] = [];
  for (let {token} = stale; ;) {
    const claim = `${path}.${token}.claim`;
    claims.push(claim);
    if (await create(draft, claim)) break;
    const claimant = await read(claim);
    // The other one has just finished.
    if (claimant === 'absent') return undefined;
    if (claimant === undefined || !(await isGone(claimant))) return claimant ?? stale;
    token = claimant.token;
  }
  const current = await read(path);
  if (current !== 'absent' && current?.token === stale.token) await unlink(path);
  for (const leftover of [...claims, draftPath(path, stale.token)]) await rm(leftover, {force: true});
  return undefined;
}

function draftPath(path: string, token: string): string {
  return `${path}.${token}.tmp`;
}

/** Removes what takers left behind that were killed before they had the lock, or just after. */
async function removeDeadDrafts(path: string): Promise<void> {
  const [dir, prefix] = [dirname(path), `${basename(path)}.`];
  const names = await readdir(dir).catch(() => []);
  const own = names.filter((name) => name.startsWith(prefix) && (name.endsWith('.tmp') || name.endsWith('.claim')));
  for (const name of own) {
    const owner = await read(join(dir, name)).catch(() => undefined);
    if (owner !== undefined && owner !== 'absent' && (await isGone(owner))) await rm(join(dir, name), {force: true});
  }
}

async function release(path: string, token: string): Promise<void> {
  try {
    const current = await read(path);
    if (current !== 'absent' && current?.token === token) await rm(path, {force: true});
  } catch {
    // A full or vanished disk.
  }
}

/** False when `path` exists already. */
async function create(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // A file system without hard links: exclusive, though for a moment the file is there and empty.
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS' || code === 'EOPNOTSUPP') {
      return await createByWriting(await readFile(draft, 'utf8'), path);
    }
    throw error;
  }
}

async function createByWriting(text: string, path: string): Promise<boolean> {
  try {
    await writeFile(path, text, {mode: 0o600, flag: 'wx'});
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function read(path: string): Promise<LockOwner | undefined | 'absent'> {
  try {
    return parseOwner((await readPrivate(path)).text);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'absent';
    throw error;
  }
}
