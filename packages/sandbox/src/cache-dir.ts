import {homedir} from 'node:os';
import {join, resolve} from 'node:path';

/** Environment variables, as `process.env` has them. */
export type Environment = {readonly [name: string]: string | undefined};

/**
 * Where everything that the sandbox keeps lives: `KFLOW_CACHE_DIR`, else `$XDG_CACHE_HOME/kflow`, else `~/.cache/kflow`.
 * Binaries are in `sandbox/<hash>`, Go's caches and toolchain in `go`, named sandboxes in `sandboxes/<name>`, others in `run`.
 */
export function cacheDir(env: Environment): string {
  if (env.KFLOW_CACHE_DIR) return resolve(env.KFLOW_CACHE_DIR);
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'kflow');
}
