import {readdir, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {isKflowError, KflowError} from '../errors/kflow-error.js';
import {parseState} from './parse-state.js';
import {readPrivate} from './private/read-private.js';
import type {StateFile} from './state-file.js';

/** A state file as it was read. */
export interface ReadState {
  state: StateFile;
  /** Set when the file is of an older version: its own text, to be kept before it is overwritten. */
  original?: {version: 1; text: string};
}

/**
 * Reads the state file; one that does not exist is an empty state.
 *
 * @param now milliseconds since the epoch, for the name of the copy of a corrupt file
 * @param copyCorrupt whether a copy of a corrupt file is put aside; false in a dry run, which writes nothing
 * @throws KflowError `KF910` (user) for a corrupt file, naming the copy; `KF911` (user) for one of a newer kflow; `KF912`
 *   (external) when it cannot be read; `KF913` (user) when it is no regular file
 */
export async function readState(path: string, now: number, copyCorrupt = true): Promise<ReadState> {
  let text: string;
  let modified: Date;
  try {
    ({text, modified} = await readPrivate(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {state: {version: 2, clusters: {}}};
    if (isKflowError(error)) throw error;
    throw new KflowError('external', 'KF912', `the state file cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const parsed = parseState(text, modified.toISOString());
  if (parsed.type === 'newer') {
    throw new KflowError(
      'user',
      'KF911',
      `${path} was written by a newer kflow (its state has version ${parsed.version})`,
      {
        hint: 'use that kflow, or point `state.dir` of the root config somewhere else',
      },
    );
  }
  if (parsed.type === 'corrupt') {
    const copy = copyCorrupt ? await putAside(path, text, now) : undefined;
    throw new KflowError('user', 'KF910', `the state file ${path} is corrupt: ${parsed.problem}`, {
      hint:
        (copy === undefined ? '' : `a copy of it was put at ${copy}. `) +
        'Repair the file, or delete it to begin with an empty state: the cluster is not touched, and the next apply records everything again',
    });
  }
  return {state: parsed.state, ...(parsed.migratedFrom && {original: {version: parsed.migratedFrom, text}})};
}

/** Copies a corrupt file, once: a copy with the same content that exists already is good enough. */
async function putAside(path: string, text: string, now: number): Promise<string | undefined> {
  const prefix = `${basename(path)}.corrupt-`;
  for (const name of await readdir(dirname(path))) {
    const copy = join(dirname(path), name);
    if (name.startsWith(prefix) && (await readPrivate(copy).catch(() => undefined))?.text === text) return copy;
  }
  const copy = `${path}.corrupt-${new Date(now).toISOString().replace(/[-:.]/g, '')}`;
  try {
    await writeFile(copy, text, {flag: 'wx', mode: 0o600});
    return copy;
  } catch {
    // The error about the file itself matters more than that the disk is full, too.
    return undefined;
  }
}
