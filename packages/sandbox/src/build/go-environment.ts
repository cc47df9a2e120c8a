import {homedir} from 'node:os';
import {join} from 'node:path';
import type {Environment} from '../cache-dir.js';
import {commandOutput} from './command-output.js';
import {goTarget, thisPlatform, type Platform} from './platform.js';

/** What decides where modules come from and how they are checked; the user's own settings of these are honoured. */
const FETCHING = [
  'GOPROXY',
  'GOSUMDB',
  'GONOSUMDB',
  'GOPRIVATE',
  'GONOPROXY',
  'GOINSECURE',
  'GOAUTH',
  'GOVCS',
] as const;

/** Where `go env -w` keeps a user's settings. */
function userSettings(env: Environment): string {
  if (env.GOENV) return env.GOENV;
  const home = env.HOME || homedir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'go', 'env');
  if (process.platform === 'win32') return join(env.APPDATA ?? home, 'go', 'env');
  return join(env.XDG_CONFIG_HOME || join(home, '.config'), 'go', 'env');
}

/**
 * The environment in which Go reads and writes nothing outside the cache directory, takes no setting but those it is given, and builds
 * for that platform.
 */
export function confinedGo(env: Environment, cache: string, platform: Platform = thisPlatform): Environment {
  const go = join(cache, 'go');
  return {
    ...env,
    GOENV: 'off',
    GOWORK: 'off',
    GOTOOLCHAIN: 'local',
    // Writable module files, so that the cache can be deleted as any folder can.
    GOFLAGS: '-mod=readonly -buildvcs=false -modcacherw',
    GOMODCACHE: join(go, 'mod'),
    GOCACHE: join(go, 'build'),
    GOPATH: join(go, 'path'),
    GOTMPDIR: join(go, 'tmp'),
    GOBIN: undefined,
    ...goTarget(platform),
    GOEXPERIMENT: undefined,
    GODEBUG: undefined,
    CGO_ENABLED: '0',
    // Go counts its own runs in the user's configuration folder even where nothing is ever uploaded.
    TEST_TELEMETRY_DIR: join(go, 'telemetry'),
  };
}

/** The same with the user's own choice of proxy and checksum database, be it from the environment or from `go env -w`. */
export async function goEnvironment(
  go: string,
  env: Environment,
  cache: string,
  platform: Platform = thisPlatform,
): Promise<Environment> {
  const confined = confinedGo(env, cache, platform);
  const asked = await commandOutput({
    file: go,
    args: ['env', '-json', ...FETCHING],
    cwd: cache,
    env: {...confined, GOENV: userSettings(env)},
  });
  if (asked.code !== 0) return confined;
  return {...confined, ...(JSON.parse(asked.stdout) as Environment)};
}
