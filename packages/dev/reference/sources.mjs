// What the pages are made from.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../root.mjs';

/** A JSON file of the repository. */
export function json(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** A text file of the repository. */
export function text(path) {
  return readFileSync(join(root, path), 'utf8');
}

/** The commands of the built CLI, by name. */
export function commands() {
  return Object.values(json('packages/cli/oclif.manifest.json').commands)
    .filter(({hidden}) => !hidden)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
