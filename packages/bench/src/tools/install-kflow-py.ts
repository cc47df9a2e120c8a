import {existsSync} from 'node:fs';
import {mkdir, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {outputOf} from './output-of.js';

/** The kflow-py that is measured beside. */
export const kflowPyVersion = '1.2.2';

/**
 * Installs kflow-py with pip into a virtual environment of its own in the cache directory, once, and gives the path of its `kflow`. pip's
 * own settings (an index of the user's, say) are honoured. Throws when there is no Python 3 with venv, or pip cannot have it.
 */
export async function installKflowPy(cache: string, signal: AbortSignal): Promise<string> {
  const home = join(cache, 'bench', `kflow-py-${kflowPyVersion}`);
  const bin = join(home, 'bin', 'kflow');
  const done = join(home, 'installed');
  if (existsSync(done)) return bin;
  // A virtual environment knows its own path, so it is made in its place, and marked when it is whole.
  await rm(home, {recursive: true, force: true});
  await mkdir(join(cache, 'bench'), {recursive: true});
  const env = {...process.env, PIP_CACHE_DIR: join(cache, 'bench', 'pip'), PYTHONNOUSERSITE: '1'};
  await outputOf('python3', ['-m', 'venv', home], {env, signal});
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `kflow-py==${kflowPyVersion}`];
  await outputOf(join(home, 'bin', 'python3'), pip, {env, signal});
  await mkdir(`${done}.new`);
  await rename(`${done}.new`, done);
  return bin;
}
