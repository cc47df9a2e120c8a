import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {root} from '../root.mjs';
import {toolEnv} from '../tool-env.mjs';
import {publishedManifest} from './published-manifest.mjs';
import {publishedReadme} from './published-readme.mjs';
import {publishedPackages} from './published.mjs';
import {repositoryAddress} from './repository.mjs';

/** @typedef {{name: string, version: string, file: string, files: string[], dependencies: string[], size: number, unpacked: number, integrity: string}} Tarball */

/** Packages that are nothing but a program in a bundle, which holds all that it needs: nothing has to be installed beside it. */
const bundled = new Set(['cli']);

/** What is in a package's folder and never in the package. */
const left = new Set(['node_modules', 'src', 'test', '.turbo', 'coverage', 'LICENSE', 'package.json']);

/**
 * Packs every package that is published, as it is published, into a folder: in the order in which they are to be published, platform
 * packages first. Needs a build. Throws with npm's own words when it cannot be done.
 *
 * @param {string} directory is made
 * @param {{platforms?: string[]}} [options] `platforms`: the sandbox's programs for these are packed, too
 * @returns {Promise<Tarball[]>} `file` is absolute; sizes in bytes
 */
export async function packPackages(directory, {platforms = []} = {}) {
  mkdirSync(directory, {recursive: true});
  const staging = mkdtempSync(join(tmpdir(), 'kflow-pack-'));
  try {
    const folders = [];
    const repository = repositoryAddress();
    const packages = publishedPackages();
    const versions = Object.fromEntries(packages.map(({manifest}) => [manifest.name, manifest.version]));
    const platformPackages = [];
    if (platforms.length > 0) {
      const {writePlatformPackage} = await import('../../sandbox/platform-package.mjs');
      for (const platform of platforms) {
        const folder = join(staging, `sandbox-${platform}`);
        const manifest = await writePlatformPackage(platform, folder);
        finish(folder, publishedManifest(manifest, {versions, repository, directory: 'packages/sandbox'}));
        platformPackages.push(manifest.name);
        folders.push(folder);
      }
    }
    for (const {folder: source, manifest} of packages) {
      const name = basename(source);
      const folder = join(staging, name);
      cpSync(source, folder, {recursive: true, filter: (path) => !left.has(basename(path))});
      const where = {repository, directory: `packages/${name}`};
      const readme = join(folder, 'README.md');
      writeFileSync(readme, publishedReadme(readFileSync(readme, 'utf8'), where));
      const facts = {versions, ...where, bundled: bundled.has(name)};
      finish(folder, publishedManifest(manifest, {...facts, ...(name === 'sandbox' && {platformPackages})}));
      folders.push(folder);
    }
    return npmPack(folders, resolve(directory));
  } finally {
    rmSync(staging, {recursive: true, force: true});
  }
}

/** @param {string} folder @param {{[key: string]: unknown}} manifest */
function finish(folder, manifest) {
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** @param {string[]} folders @param {string} directory @returns {Tarball[]} */
function npmPack(folders, directory) {
  const args = ['pack', '--json', '--loglevel=error', '--pack-destination', directory, ...folders];
  // No project's .npmrc in the staging folder counts, and no workspace.
  const packed = spawnSync('npm', args, {cwd: directory, env: toolEnv(), encoding: 'utf8', maxBuffer: 2 ** 28});
  if (packed.status !== 0) throw new Error(`npm pack failed\n${packed.stdout}${packed.stderr}`);
  return JSON.parse(packed.stdout).map((/** @type {any} */ each, /** @type {number} */ index) => ({
    name: each.name,
    version: each.version,
    file: join(directory, each.filename),
    files: each.files.map((/** @type {{path: string}} */ {path}) => path),
    dependencies: dependenciesOf(folders[index] ?? ''),
    size: each.size,
    unpacked: each.unpackedSize,
    integrity: each.integrity,
  }));
}

/** Names of what a package needs, optional ones too. @param {string} folder @returns {string[]} */
function dependenciesOf(folder) {
  const {dependencies, optionalDependencies} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return Object.keys({...dependencies, ...optionalDependencies});
}
