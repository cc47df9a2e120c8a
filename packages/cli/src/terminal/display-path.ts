import {isAbsolute, relative} from 'node:path';

/** A path as the user would type it: relative to the working directory, unless it lies further away than beside it. */
export function displayPath(path: string, cwd: string = process.cwd()): string {
  if (!isAbsolute(path)) return path;
  const short = relative(cwd, path);
  return short === '' ? '.' : short.length > path.length || short.startsWith('../../') ? path : short;
}
