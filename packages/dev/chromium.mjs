import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** What it is called by those who package it. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium or Chrome for the tests of pages: `KFLOW_CHROMIUM`, else what is installed, else what apt-get installs, if this is
 * root on a system that has it, as in most CI.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 * @throws an error that says what to install
 */
export function chromium(env = process.env) {
  if (env.KFLOW_CHROMIUM) return env.KFLOW_CHROMIUM;
  return installed(env) ?? withApt(env) ?? missing();
}

/** @param {NodeJS.ProcessEnv} env */
function installed(env) {
  const paths = (env.PATH ?? '').split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  return [...paths, ...applications].find(isExecutable);
}

/** @param {NodeJS.ProcessEnv} env */
function withApt(env) {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  process.stderr.write('installing Chromium with apt-get, for the tests of pages\n');
  const quiet = {...env, DEBIAN_FRONTEND: 'noninteractive'};
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'],
  ]) {
    const {status, stdout, stderr} = spawnSync('/usr/bin/apt-get', args, {env: quiet, encoding: 'utf8'});
    if (status === 0) continue;
    process.stderr.write(`${stdout}${stderr}apt-get ${args.join(' ')} failed (exit ${status})\n`);
    return undefined;
  }
  return installed(env);
}

/** @returns {never} */
function missing() {
  throw new Error(
    'the tests of pages need Chromium or Chrome: install it (Debian: apt-get install chromium; macOS: brew install --cask chromium), ' +
      'or set KFLOW_CHROMIUM to the path of one',
  );
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
