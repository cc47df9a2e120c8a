import {createHash} from 'node:crypto';

/**
 * The name of a file that belongs to a context: the context's own name in letters that every file system takes, with a
 * hash where that loses something. `salt` tells apart several files of one context.
 */
export function contextFileName(context: string, salt?: string): string {
  const plain = context.replace(/[^A-Za-z0-9._-]/g, '_').slice(0, 100);
  if (plain === context && salt === undefined) return plain;
  const hash = createHash('sha256').update(context);
  if (salt !== undefined) hash.update('\0').update(salt);
  return `${plain}-${hash.digest('hex').slice(0, 8)}`;
}
