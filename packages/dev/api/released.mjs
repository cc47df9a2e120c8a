import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {format, resolveConfig} from 'prettier';

/** Where it is written down what a package last promised. */
export const releasedPath = (root, dir) => join(root, dir, 'api', 'released.json');

/**
 * What a package promised when it was last released (before its first release: when that was first written down).
 *
 * @returns {{name: string, version: string, items: {[item: string]: string}}} without items for a package of which nothing is written down yet
 */
export function readReleased(root, {name, version, dir}) {
  const path = releasedPath(root, dir);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {name, version, items: {}};
}

/** The text that says so of what there is now. */
export async function releasedText(root, {name, version, items}) {
  const texts = Object.fromEntries(
    Object.keys(items)
      .sort()
      .map((item) => [item, items[item].text]),
  );
  const path = releasedPath(root, 'packages/any');
  return await format(JSON.stringify({name, version, items: texts}), {...(await resolveConfig(path)), parser: 'json'});
}
