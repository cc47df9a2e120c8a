import type {DeclaredPaths} from '../../config/read/declared-paths.js';
import type {FileReader} from '../../source/file-reader.js';
import {dirName, resolvePath} from '../../source/files/path.js';
import type {Problems} from '../../source/report.js';
import {packageManifest, PluginFinder, pluginFileName} from './find-plugin.js';

/** Packages that are looked into. */
const most = 500;

/** Entries of a directory that are looked at. */
const mostEntries = 200;

/**
 * Betters the hints of keys that no step kind has: names the plugin that has such a kind, an installed package of those that the project's package.json
 * depends on or a directory beside the root config, and how to declare it. Looks at their JSON only.
 */
export async function nameUndeclaredKinds(problems: Problems, files: FileReader, paths: DeclaredPaths): Promise<void> {
  const known = new Map([...(await kindsBeside(files, paths.base)), ...(await kindsOfPackages(files, paths))]);
  for (const {kind, problem} of problems.unknownKinds) {
    const plugin = known.get(kind);
    if (plugin !== undefined) {
      problem.hint = `\`${kind}\` is a step kind of ${plugin}: name that under \`plugins\` of the root config`;
    } else if (problem.hint?.startsWith('known here: ')) {
      problem.hint += '; a step kind of a plugin needs the plugin under `plugins` of the root config';
    }
  }
}

/** The step kinds of the plugins in directories beside the root config -> how to name the directory. */
async function kindsBeside(files: FileReader, base: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const name of (await files.list(base).catch(() => [])).slice(0, mostEntries)) {
    const file = `${base === '/' ? '' : base}/${name}/${pluginFileName}`;
    if ((await files.kind(file)) !== 'file') continue;
    const {stepKinds} = await readObject(files, file);
    for (const kind of Object.keys(objectOf(stepKinds))) found.set(kind, `\`./${name}\``);
  }
  return found;
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
    for (const kind of Object.keys(objectOf(stepKinds)))
      if (!found.has(kind)) found.set(kind, `the package \`${name}\``);
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
