import {SandboxError} from '../sandbox-error.js';
import {commandOutput} from './command-output.js';
import {confinedGo} from './go-environment.js';
import {isNewEnough} from './go-version.js';
import {installGo, type InstallGoOptions} from './install-go.js';

/**
 * The Go to build with: the one on `PATH` if it is at least `required` (such as `1.26.0`), else one fetched into the cache.
 * Throws a SandboxError of one line that says what to install if neither can be had.
 */
export async function findGo(required: string, options: InstallGoOptions): Promise<string> {
  const {env, cache, signal} = options;
  const asked = await commandOutput({
    file: 'go',
    args: ['env', 'GOVERSION'],
    cwd: cache,
    env: confinedGo(env, cache),
    signal,
  });
  const found = asked.code === 0 ? asked.stdout.trim() : undefined;
  if (found && isNewEnough(found, required)) return 'go';
  const installed = await installGo(options);
  if ('go' in installed) return installed.go;
  const without = found ? `The Go on PATH is ${found.replace(/^go/, '')}, too old` : 'There is no Go on PATH';
  throw new SandboxError(
    `${without}, and ${installed.reason}.`,
    `The sandbox is built once, with Go: install Go ${required} or newer (https://go.dev/dl), or Python 3 with pip.`,
  );
}
