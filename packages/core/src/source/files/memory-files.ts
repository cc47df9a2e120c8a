import type {FileReader} from '../file-reader.js';
import {resolvePath} from './path.js';

/**
 * Files that exist in memory only: for a browser and for tests.
 *
 * @param texts text by path; relative paths are relative to `cwd`. Directories exist where files are in them, and where a path
 *   ends in `/` (its text is ignored).
 * @param options `cwd` is `/` and `home` is `/home/user` by default.
 */
export function memoryFiles(texts: {[path: string]: string}, {cwd = '/', home = '/home/user'} = {}): FileReader {
  const files = new Map<string, string>();
  const directories = new Map<string, Set<string>>([['/', new Set()]]);
  for (const [name, text] of Object.entries(texts)) {
    const path = resolvePath(cwd, name, home);
    if (name.endsWith('/')) directories.set(path, directories.get(path) ?? new Set());
    else files.set(path, text);
    addToParents(path, directories);
  }
  return {
    async read(path) {
      const text = files.get(path);
      if (text === undefined)
        throw new Error(directories.has(path) ? `${path} is a directory` : `${path} does not exist`);
      return text;
    },
    async kind(path) {
      return files.has(path) ? 'file' : directories.has(path) ? 'directory' : 'missing';
    },
    async list(path) {
      const names = directories.get(path);
      if (!names) throw new Error(`${path} is not a directory`);
      return [...names].sort();
    },
    cwd: () => cwd,
    home: () => home,
  };
}

function addToParents(path: string, directories: Map<string, Set<string>>): void {
  const parts = path.split('/').slice(1);
  for (let depth = 0; depth < parts.length; depth++) {
    const parent = `/${parts.slice(0, depth).join('/')}`;
    const names = directories.get(parent) ?? new Set();
    directories.set(parent, names.add(parts[depth] ?? ''));
  }
}
