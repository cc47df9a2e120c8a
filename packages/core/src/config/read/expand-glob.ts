import picomatch from 'picomatch';
import {byCodePoint} from '../../source/by-code-point.js';
import type {FileReader} from '../../source/file-reader.js';
import {resolvePath} from '../../source/files/path.js';
import {globMatcher} from './match-glob.js';

/** More than any project has; a `**` over a home directory stops here. */
const limit = 100_000;
/** Symbolic links may lead in circles. */
const deepest = 32;

/** True when a path has characters that make it a pattern. */
export function isGlob(text: string): boolean {
  return picomatch.scan(text).isGlob ?? false;
}

/** The files that a glob matches, absolute, sorted by code point. Hidden files only when the pattern says so. */
export async function expandGlob(
  glob: string,
  dir: string,
  files: FileReader,
): Promise<string[] | 'too many' | 'too complex'> {
  const {base, glob: pattern} = picomatch.scan(glob);
  const root = resolvePath(dir, base === '' ? '.' : base, files.home());
  const matcher = globMatcher(pattern);
  if (!matcher) return 'too complex';
  // Of its own, for the function below.
  const isMatch = matcher;
  const depth = pattern.includes('**') ? deepest : pattern.split('/').length;
  const found: string[] = [];
  let seen = 0;

  async function walk(directory: string, prefix: string, levels: number): Promise<void> {
    // A directory that cannot be listed has nothing that matches.
    const names = await files.list(directory).catch((): string[] => []);
    for (const name of names) {
      if (++seen > limit) return;
      const path = directory === '/' ? `/${name}` : `${directory}/${name}`;
      const kind = await files.kind(path);
      if (kind === 'file' && isMatch(prefix + name)) found.push(path);
      if (kind === 'directory' && levels > 1) await walk(path, `${prefix}${name}/`, levels - 1);
    }
  }

  if ((await files.kind(root)) === 'directory') await walk(root, '', depth);
  return seen > limit ? 'too many' : found.sort(byCodePoint);
}
