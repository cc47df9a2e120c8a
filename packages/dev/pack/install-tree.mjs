import {spawnSync} from 'node:child_process';
import {lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {toolEnv} from '../tool-env.mjs';

/** @typedef {import('./pack-packages.mjs').Tarball} Tarball */

/**
 * What installing a package brings along, found out by doing it in an empty project: from the tarballs what is ours, the rest from the
 * registry. Throws with npm's own words when it cannot be done.
 *
 * @param {string} name of the package
 * @param {Tarball[]} tarballs of all packages
 * @returns {{packages: number, bytes: number}} with the package itself
 */
export function installTree(name, tarballs) {
  const project = mkdtempSync(join(tmpdir(), 'kflow-tree-'));
  try {
    writeFileSync(join(project, 'package.json'), '{"private": true}');
    const files = tarballs.filter((each) => needed(name, tarballs).has(each.name)).map(({file}) => file);
    const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', ...files];
    const {status, stdout, stderr} = spawnSync('npm', args, {cwd: project, env: toolEnv(), encoding: 'utf8'});
    if (status !== 0) throw new Error(`npm install failed\n${stdout}${stderr}`);
    const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));
    const packages = Object.keys(lock.packages).filter((path) => path !== '').length;
    return {packages, bytes: bytesIn(join(project, 'node_modules'))};
  } finally {
    rmSync(project, {recursive: true, force: true});
  }
}

/**
 * The package and all of ours that it depends on, as the tarballs themselves say.
 *
 * @param {string} name
 * @param {Tarball[]} tarballs
 * @returns {Set<string>}
 */
function needed(name, tarballs) {
  const found = new Set([name]);
  for (const each of found) {
    const tarball = tarballs.find((one) => one.name === each);
    for (const dependency of tarball?.dependencies ?? []) found.add(dependency);
  }
  return found;
}

/** @param {string} folder */
function bytesIn(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true}))
    if (entry.isFile()) bytes += lstatSync(join(entry.parentPath, entry.name)).size;
  return bytes;
}
