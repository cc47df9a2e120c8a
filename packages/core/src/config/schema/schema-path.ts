import type {Cursor} from '../../source/yaml/cursor.js';

/** A JSON pointer into what stands at `root`, as a path of keys and indexes. */
export function pathOf(pointer: string, root: Cursor): (string | number)[] {
  const path: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(root.at(...path).node?.type === 'list' ? Number(name) : name);
  }
  return path;
}
