import {existsSync, mkdirSync, rmSync, rmdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Scaffold} from '../scaffold/scaffold.js';

/** The files of a scaffold that exist already, as files or as anything else; absolute paths. */
export function existingFiles({files}: Pick<Scaffold, 'files'>): string[] {
  return files.map(({path}) => path).filter((path) => existsSync(path));
}

/**
 * Writes the files of a scaffold, and the directories that they need. No file is overwritten, not even one that appears meanwhile. When
 * one cannot be written, those written before it are taken away again, and so are the directories.
 *
 * @throws what the file system said (a Node error with `code` and `path`)
 */
export function writeScaffold({files}: Pick<Scaffold, 'files'>): void {
  const written: string[] = [];
  const made: string[] = [];
  try {
    for (const {path, text} of files) {
      const first = mkdirSync(dirname(path), {recursive: true});
      // The outermost that was made; those below it are between it and the file.
      if (first !== undefined) for (let at = dirname(path); at.length >= first.length; at = dirname(at)) made.push(at);
      // Before it is written: a full disk leaves half a file.
      writeFileSync(path, '', {flag: 'wx'});
      written.push(path);
      writeFileSync(path, text);
    }
  } catch (error) {
    for (const path of written) rmSync(path, {force: true});
    for (const path of [...new Set(made)].sort((a, b) => b.length - a.length)) removeEmpty(path);
    throw error;
  }
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Somebody else put something there.
  }
}
