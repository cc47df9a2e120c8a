import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../root.mjs';

/**
 * A package.json.
 * @typedef {{name: string, version: string, private?: boolean, dependencies?: {[name: string]: string}} & {[key: string]: unknown}} Manifest
 */

/** @typedef {{folder: string, manifest: Manifest}} Package */

/**
 * The workspace's packages that are published, those that others depend on first: in the order in which they are to be published, so that
 * at no moment a package can be had whose dependencies cannot.
 *
 * @returns {Package[]}
 */
export function publishedPackages() {
  const open = readdirSync(join(root, 'packages'))
    .map((name) => ({
      folder: join(root, 'packages', name),
      manifest: JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8')),
    }))
    .filter(({manifest}) => !manifest.private);
  /** @type {Package[]} */
  const ordered = [];
  while (open.length > 0) {
    const next = open.findIndex(
      ({manifest}) => !open.some((other) => other.manifest.name in (manifest.dependencies ?? {})),
    );
    if (next < 0) throw new Error('packages depend on each other in a circle');
    ordered.push(...open.splice(next, 1));
  }
  return ordered;
}
