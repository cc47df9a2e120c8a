import type {KubeObject} from '../../ports/cluster-reader.js';
import {workloadName} from '../read/object-key.js';
import {groupOf} from '../readiness/readiness-of.js';

/** Objects that are named; of more, it gives the number. */
const most = 3;

/**
 * `pod/a, pod/b and 2 more`.
 *
 * @param more what is said of each, after its name
 */
export function nameObjects(objects: readonly KubeObject[], more: (object: KubeObject) => string = () => ''): string {
  const shown = objects.slice(0, most).map((object) => nameObject(object) + more(object));
  const rest = objects.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** `widget.example.com/w`. */
export function nameObject(object: KubeObject): string {
  return workloadName({group: groupOf(object), kind: object.kind, name: object.metadata.name});
}
