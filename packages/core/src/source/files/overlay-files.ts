import {byCodePoint} from '../by-code-point.js';
import type {FileReader} from '../file-reader.js';
import {baseName, dirName} from './path.js';

/**
 * Files with others laid over them that do not exist yet, so that what is about to be written can be read before it is.
 *
 * @param texts text by absolute path
 */
export function overlayFiles(files: FileReader, texts: ReadonlyMap<string, string>): FileReader {
  const directories = new Map<string, Set<string>>();
  for (const path of texts.keys()) {
    for (let at = path; dirName(at) !== at; at = dirName(at)) {
      const names = directories.get(dirName(at)) ?? new Set();
      directories.set(dirName(at), names.add(baseName(at)));
    }
  }
  return {
    read: async (path) => texts.get(path) ?? (await files.read(path)),
    kind: async (path) => (texts.has(path) ? 'file' : directories.has(path) ? 'directory' : await files.kind(path)),
    async list(path) {
      const added = directories.get(path);
      const there = added && (await files.kind(path)) === 'missing' ? [] : await files.list(path);
      return added ? [...new Set([...there, ...added])].sort(byCodePoint) : there;
    },
    cwd: () => files.cwd(),
    home: () => files.home(),
  };
}
