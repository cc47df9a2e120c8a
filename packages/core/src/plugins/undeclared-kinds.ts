import type {DeclaredPaths} from '../config/read/declared-paths.js';
import type {FileReader} from '../source/file-reader.js';
import {dirName, resolvePath} from '../source/files/path.js';
import type {Problems} from '../source/report.js';
import {packageManifest, PluginFinder} from './find-plugin.js';

/** Packages that are looked into. */
const most = 500;

/**
 * Betters the hints of keys that no step kind has: names the installed package that has such a kind, of those that the project's package.json depends
 * on, and how to declare it. Looks at their JSON only.
 */
export async function nameUndeclaredKinds(problems: Problems, files: FileReader, paths: DeclaredPaths): Promise<void> {
  const packages = await kindsOfPackages(files, paths);
  for (const {kind, problem} of problems.unknownKinds) {
    const name = packages.get(kind);
    if (name === undefined) continue;
    problem.hint = `\`${kind}\` is a step kind of the package \`${name}\`: name that under \`plugins\` of the root config`;
  }
}

/** The step kinds of the packages that the nearest package.json depends on -> the package. */
async function kindsOfPackages(files: FileReader, paths: DeclaredPaths): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const finder = new PluginFinder(files, paths, () => undefined);
  for (const name of (await dependencies(files, paths.base)).slice(0, most)) {
    const dir = await finder.packageDir(name);
    const manifest = dir === undefined ? undefined : await packageManifest(files, dir);
    if (dir === undefined || typeof manifest !== 'object' || manifest.plugin === undefined) continue;
    const {stepKinds} = await readObject(files, resolvePath(dir, manifest.plugin, '/'));
    for (const kind of Object.keys(objectOf(stepKinds))) if (!found.has(kind)) found.set(kind, name);
  }
  return found;
}

async function dependencies(files: FileReader, base: string): Promise<string[]> {
  for (let dir = base; ; dir = dirName(dir)) {
    const path = `${dir === '/' ? '' : dir}/package.json`;
    if ((await files.kind(path)) === 'file') {
      const {dependencies: own, devDependencies: dev} = await readObject(files, path);
      return [...Object.keys(objectOf(own)), ...Object.keys(objectOf(dev))];
    }
    if (dirName(dir) === dir) return [];
  }
}

/** A JSON object; an empty one when it is none. */
async function readObject(files: FileReader, path: string): Promise<{[key: string]: unknown}> {
  try {
    return objectOf(JSON.parse(await files.read(path)));
  } catch {
    return {};
  }
}

function objectOf(value: unknown): {[key: string]: unknown} {
  return typeof value === 'object' && value !== null ? (value as {[key: string]: unknown}) : {};
}
