import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join, relative, sep} from 'node:path';
import {platformName, thisPlatform, type Platform} from './platform.js';

/**
 * Names what a Go module builds to: 16 hex digits of a hash over go.mod, go.sum, every Go source in `dir`, the flags it is
 * built with and the platform it is built for. The same content gives the same name on every machine, wherever it lies.
 */
export async function fingerprint(
  dir: string,
  flags: readonly string[],
  platform: Platform = thisPlatform,
): Promise<string> {
  const hash = createHash('sha256');
  const add = (text: string): void => {
    hash.update(`${text.length}:${text}`);
  };
  add(platformName(platform));
  for (const flag of flags) add(flag);
  const entries = await readdir(dir, {recursive: true, withFileTypes: true});
  const files = entries
    .filter((entry) => entry.isFile() && (/\.go$/.test(entry.name) || /^go\.(mod|sum)$/.test(entry.name)))
    .map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
  for (const file of files) {
    add(file.split(sep).join('/'));
    add((await readFile(join(dir, file), 'utf8')).replaceAll('\r\n', '\n'));
  }
  return hash.digest('hex').slice(0, 16);
}
