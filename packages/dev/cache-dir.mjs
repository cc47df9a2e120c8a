import {homedir} from 'node:os';
import {join} from 'node:path';

/**
 * The one directory outside the work tree that the workspace's commands write to: package caches, the Go toolchain and
 * modules, the control plane's binaries, named sandboxes. `KFLOW_CACHE_DIR`, else `kflow` in the user's cache directory.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string} an absolute path
 */
export function cacheDir(env = process.env) {
  return env.KFLOW_CACHE_DIR || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'kflow');
}
