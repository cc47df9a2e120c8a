import {existsSync, readFileSync, realpathSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {publishedPackages} from '../pack/published.mjs';
import {byCodePoint} from './by-code-point.mjs';

/** @typedef {{name: string, version: string, licence: string}} Dependency */

/**
 * Everything that installing kflow's packages brings along, from what is installed here; kflow's own packages left out.
 *
 * @returns {Dependency[]} by name and version
 */
export function npmPackages() {
  const found = new Map();
  const open = publishedPackages().map(({folder}) => realpathSync(folder));
  const seen = new Set(open);
  for (const folder of open) {
    const {name, version, license, dependencies = {}, optionalDependencies = {}} = manifestOf(folder);
    if (!name.startsWith('@kflow/')) found.set(`${name}@${version}`, {name, version, licence: licenceOf(license)});
    for (const dependency of Object.keys({...dependencies, ...optionalDependencies})) {
      const at = find(dependency, folder);
      if (at === undefined && dependency in optionalDependencies) continue;
      if (at === undefined) throw new Error(`${dependency}, which ${name} depends on, is not installed`);
      if (!seen.has(at)) open.push(at);
      seen.add(at);
    }
  }
  return [...found.values()].sort((a, b) => byCodePoint(a.name, b.name) || byCodePoint(a.version, b.version));
}

/** @param {string} folder */
function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** As Node looks for it. @param {string} name @param {string} from @returns {string | undefined} */
function find(name, from) {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
    if (at === dirname(at)) return undefined;
  }
}

/** @param {unknown} license as old package.json files have it, too */
function licenceOf(license) {
  if (typeof license === 'string') return license;
  return typeof license === 'object' && license !== null && 'type' in license ? String(license.type) : 'unknown';
}
