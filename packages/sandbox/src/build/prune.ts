import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {cacheDir, type Environment} from '../cache-dir.js';

/** Removes what only a build needs (Go's caches and the Go that was fetched, some gigabytes), and gives the folder's path. */
export async function prune(env: Environment): Promise<string> {
  const go = join(cacheDir(env), 'go');
  await rm(go, {recursive: true, force: true});
  return go;
}
