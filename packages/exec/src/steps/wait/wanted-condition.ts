import type {KubeObject} from '../../ports/cluster-reader.js';
import type {Condition} from '../../cluster/readiness/conditions.js';

/** A condition that is waited for. */
export interface WantedCondition {
  type: string;
  status: string;
}

/**
 * Reads what `kubectl wait` takes: `Ready`, which means `Ready=True`, or `Ready=False`; a `condition=` before it is
 * kubectl's own and may stay.
 */
export function wantedCondition(text: string): WantedCondition {
  const own = text.replace(/^condition=/, '');
  const equals = own.indexOf('=');
  return equals < 0 ? {type: own, status: 'True'} : {type: own.slice(0, equals), status: own.slice(equals + 1)};
}

/**
 * Why an object's condition is not as wanted; undefined when it is. As in kubectl (pkg/cmd/wait/condition.go), case
 * does not matter, and a condition that a controller set before it saw the newest generation does not count.
 */
export function conditionUnmet(object: KubeObject, wanted: WantedCondition): string | undefined {
  const conditions: unknown = object.status?.conditions;
  const found = (Array.isArray(conditions) ? (conditions as Condition[]) : []).find((condition) =>
    isSame(condition?.type, wanted.type),
  );
  if (found === undefined) return `has no condition ${wanted.type}`;
  const observed: unknown = found.observedGeneration ?? object.status?.observedGeneration;
  if (typeof observed === 'number' && observed < (object.metadata.generation ?? 0)) {
    return `its controller has not seen the newest change yet`;
  }
  if (isSame(found.status, wanted.status)) return undefined;
  const why = [found.reason, found.message].filter((part) => part !== undefined && part !== '').join(': ');
  return `${found.type} is ${found.status}${why === '' ? '' : ` (${why})`}`;
}

function isSame(left: unknown, right: string): boolean {
  return typeof left === 'string' && left.toLowerCase() === right.toLowerCase();
}
