import type {Cursor} from '../../source/yaml/cursor.js';
import type {ResourceSubject} from '../rules/rule.js';

/** Whether a resource and each of its steps could be read as far as its name: if not, a name that seems to be missing may be theirs. */
export function hasAllNames({file, at, steps}: ResourceSubject): boolean {
  const listed = steps.filter(({shorthand, kinds}) => !shorthand || kinds[0] === 'runner').length;
  const hasAllSteps = lengthOf(at.at('steps')) + lengthOf(at.at('runners')) === listed;
  return (
    file.name !== undefined && hasAllSteps && steps.every(({name, kinds}) => name !== undefined && kinds.length > 0)
  );
}

/** How many entries a list has; not a number when it is none. */
function lengthOf({node}: Cursor): number {
  if (node?.type === 'list') return node.items.length;
  return node === undefined ? 0 : NaN;
}
