import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/**
 * The packages that are published, with every entry that has types and every committed schema.
 *
 * @param {string} root the workspace, or a copy of it
 * @returns {{name: string, version: string, dir: string, entries: {name: string, path: string, types: string}[], schemas: string[]}[]}
 *   `dir` is relative to the root, and so are `schemas`; an entry's `name` is `index` for the package itself, `path` what is imported, `types` an absolute path
 */
export function publishedPackages(root) {
  return readdirSync(join(root, 'packages'))
    .sort()
    .filter((folder) => existsSync(join(root, 'packages', folder, 'package.json')))
    .map((folder) => ({dir: `packages/${folder}`, manifest: manifestOf(root, folder)}))
    .filter(({manifest}) => !manifest.private)
    .map(({dir, manifest: {name, version, exports = {}}}) => ({
      name,
      version,
      dir,
      entries: Object.entries(exports)
        .filter(([, target]) => typeof target === 'object' && target.types)
        // The same names in another form, such as a bundle of them, are promised once.
        .filter(([, {types}], index, all) => all.findIndex(([, other]) => other.types === types) === index)
        .map(([key, target]) => ({
          name: key === '.' ? 'index' : key.slice(2).replaceAll('/', '-'),
          path: `${name}${key.slice(1)}`,
          types: join(root, dir, target.types),
        })),
      schemas: schemasOf(root, dir),
    }));
}

function manifestOf(root, folder) {
  return JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'));
}

function schemasOf(root, dir) {
  const folder = join(root, dir, 'schema');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.schema.json'));
  return names.sort().map((name) => `${dir}/schema/${name}`);
}
