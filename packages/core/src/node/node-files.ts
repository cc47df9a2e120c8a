import {readdirSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {byCodePoint} from '../source/by-code-point.js';
import type {FileReader} from '../source/file-reader.js';
import {eventLoopTurns} from './event-loop-turns.js';
import {readText} from './read-text.js';

/**
 * Node's file system. `cwd` and `home` are those of the process unless given.
 *
 * It reads synchronously under its promises: the files are many, small and local, and an asynchronous read costs Node several
 * times as much as a synchronous one. Between files, the event loop gets its turn every few milliseconds.
 */
export function nodeFiles({cwd = process.cwd(), home = homedir()} = {}): FileReader {
  const turn = eventLoopTurns();
  return {
    async read(path) {
      await turn();
      return readText(path);
    },
    async kind(path) {
      try {
        const found = statSync(path, {throwIfNoEntry: false});
        if (!found) return 'missing';
        // Pipes and devices can be read like files.
        return found.isDirectory() ? 'directory' : 'file';
      } catch {
        return 'missing';
      }
    },
    list: async (path) => readdirSync(path).sort(byCodePoint),
    cwd: () => cwd,
    home: () => home,
  };
}
