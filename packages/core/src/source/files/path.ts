/**
 * Paths as core sees them: absolute, with `/`. Under Node on Windows a path may come in with a drive letter and `\`; it goes
 * out with `/`, which Windows takes as well. On other systems `\` is a character like any other.
 */
const drive = /^[A-Za-z]:(?=[\\/]|$)/;

/** True for `/x`, and for `C:\x` and `C:/x`. */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || drive.test(path);
}

/** An absolute path from a base directory and a relative, absolute or `~` path, without `.` and `..` parts. */
export function resolvePath(base: string, path: string, home: string): string {
  if (path === '~' || path.startsWith('~/') || (drive.test(home) && path.startsWith('~\\')))
    return resolvePath(home, `.${path.slice(1)}`, home);
  const windows = drive.test(base) || drive.test(path);
  const joined = isAbsolute(path) ? path : `${base}/${path}`;
  const slashed = windows ? joined.replaceAll('\\', '/') : joined;
  const prefix = drive.exec(slashed)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of slashed.slice(prefix.length).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return `${prefix}/${parts.join('/')}`;
}

/** The directory that a path stands in; `/` of `/`. */
export function dirName(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : /^[A-Za-z]:$/.test(path.slice(0, slash)) ? path.slice(0, slash + 1) : path.slice(0, slash);
}

/** The last part of a path. */
export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** The last part from its last dot on, in lower case; empty when it has none: `.yaml`. */
export function extension(path: string): string {
  const name = baseName(path);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot).toLowerCase();
}

/** The path as seen from a directory above it, else the path itself: for messages. */
export function relativeTo(dir: string, path: string): string {
  const prefix = dir.endsWith('/') ? dir : `${dir}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
