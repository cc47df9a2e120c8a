import {readdir, readFile, stat} from 'node:fs/promises';
import {homedir} from 'node:os';
import {byCodePoint} from './by-code-point.js';
import type {FileReader} from './file-reader.js';

/** Node's file system. `cwd` and `home` are those of the process unless given. */
export function nodeFiles({cwd = process.cwd(), home = homedir()} = {}): FileReader {
  return {
    read: (path) => readFile(path, 'utf8'),
    async kind(path) {
      try {
        const found = await stat(path);
        // Pipes and devices (`<(...)`, /dev/stdin) can be read like files.
        return found.isDirectory() ? 'directory' : 'file';
      } catch {
        return 'missing';
      }
    },
    list: async (path) => (await readdir(path)).sort(byCodePoint),
    cwd: () => cwd,
    home: () => home,
  };
}
