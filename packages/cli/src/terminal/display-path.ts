import {isAbsolute, relative} from 'node:path';

/** A path as the user would type it: relative to the working directory when it lies in or near it. */
export function displayPath(path: string, cwd: string = process.cwd()): string {
  if (!isAbsolute(path)) return path;
  const short = relative(cwd, path);
  return short === '' ? '.' : short.startsWith('../../../') ? path : short;
}
