import {createHash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {mkdir, mkdtemp, rename, rm, symlink} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';

/**
 * A folder in the cache with a program's links, for programs that lie in a package: npm keeps no links in packages, and a package's folder
 * need not be writable. Made once for each folder that programs lie in, in a millisecond.
 *
 * @param folder the programs' folder, absolute
 * @param links from their path in the new folder to a path that ends with the program's name
 * @param cache the cache directory
 */
export async function linkPrograms(folder: string, links: {[path: string]: string}, cache: string): Promise<string> {
  const entries = Object.entries(links).map(([path, to]) => [path, join(folder, basename(to))] as const);
  const hash = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
  const linked = join(cache, 'sandbox', `linked-${hash}`);
  if (existsSync(linked)) return linked;
  await mkdir(dirname(linked), {recursive: true});
  const fresh = await mkdtemp(`${linked}.`);
  try {
    for (const [path, target] of entries) {
      await mkdir(dirname(join(fresh, path)), {recursive: true});
      await symlink(target, join(fresh, path));
    }
    await rename(fresh, linked).catch((error: unknown) => {
      // Another process was faster: its links are the same.
      if (!existsSync(linked)) throw error;
    });
  } finally {
    await rm(fresh, {recursive: true, force: true});
  }
  return linked;
}
