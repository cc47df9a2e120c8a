import {join} from 'node:path';
import {cacheDir} from './cache-dir.mjs';

/**
 * The environment for npm, pnpm, turbo and jest, so that none of them writes to the home directory: every cache, store and state
 * goes below the one cache directory, and nothing phones home.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnv() {
  const cache = cacheDir();
  return {
    ...process.env,
    KFLOW_CACHE_DIR: cache,
    XDG_CACHE_HOME: join(cache, 'xdg', 'cache'),
    XDG_DATA_HOME: join(cache, 'xdg', 'data'),
    XDG_STATE_HOME: join(cache, 'xdg', 'state'),
    // swc unpacks its native code on first use.
    SWC_NATIVE_BINDING_CACHE: join(cache, 'swc'),
    npm_config_cache: join(cache, 'npm'),
    npm_config_update_notifier: 'false',
    npm_config_store_dir: join(cache, 'pnpm', 'store'),
    npm_config_cache_dir: join(cache, 'pnpm', 'cache'),
    npm_config_state_dir: join(cache, 'pnpm', 'state'),
    PNPM_HOME: join(cache, 'pnpm', 'home'),
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    TURBO_CONFIG_DIR_PATH: join(cache, 'turbo'),
    DO_NOT_TRACK: '1',
  };
}
