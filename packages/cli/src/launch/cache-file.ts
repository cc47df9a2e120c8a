import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';

/**
 * Where the code of a command is kept: in `KFLOW_CACHE_DIR`, else in `kflow` in the user's cache directory, by the command, as each has
 * other functions run.
 *
 * @param argv the command line
 * @param dist directory of the bundle, whose commands are known by their files
 * @returns undefined where nothing is to be kept: with Node's own `NODE_DISABLE_COMPILE_CACHE`; where coverage is measured, which code that was kept makes
 * inexact; and where the user has no home
 */
export function cacheFile(
  argv: readonly string[],
  dist: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (env.NODE_DISABLE_COMPILE_CACHE || env.NODE_V8_COVERAGE) return undefined;
  const root = cacheDirectory(env);
  return root && join(root, 'code', nameOf(argv, dist));
}

function cacheDirectory(env: NodeJS.ProcessEnv): string | undefined {
  if (env.KFLOW_CACHE_DIR) return env.KFLOW_CACHE_DIR;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'kflow');
  try {
    return join(homedir(), '.cache/kflow');
  } catch {
    return undefined;
  }
}

function nameOf(argv: readonly string[], dist: string): string {
  const word = argv.find((each) => !each.startsWith('-')) ?? '';
  if (word === '__complete') return 'complete';
  const isCommand =
    /^[a-z]+$/.test(word) && ['.cjs', ''].some((ending) => existsSync(join(dist, 'commands', word + ending)));
  return isCommand ? word : 'kflow';
}
