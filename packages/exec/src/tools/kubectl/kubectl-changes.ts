import type {ObjectChange} from '../../engine/event.js';

/** `deployment.apps/web configured`, `configmap/a created (server dry run)`. Names may hold dots and, for RBAC, colons. */
const appliedLine = /^([a-z][a-z0-9.-]*\/\S+) ([a-z][a-z-]*)(?: \([^)]*\))?$/;

/** `deployment.apps "web" deleted from default namespace`; before kubectl 1.34 without the namespace. */
const deletedLine = /^([a-z][a-z0-9.-]*) "([^"]+)" ((?:force )?deleted)(?: from (\S+) namespace)?(?: \([^)]*\))?$/;

/** What a line of `kubectl apply`'s or `kubectl delete`'s output says of an object; undefined for any other line. */
export function objectChange(line: string): ObjectChange | undefined {
  const deleted = deletedLine.exec(line);
  if (deleted) {
    const [, kind, name, action = '', namespace] = deleted;
    return {object: `${kind}/${name}`, ...(namespace === undefined ? {} : {namespace}), action};
  }
  const applied = appliedLine.exec(line);
  return applied ? {object: applied[1]!, action: applied[2]!} : undefined;
}

/** Those that an error names before it only counts. */
const named = 10;

/** `deployment.apps/web configured, service/web created and 3 more`; what was left unchanged is counted only. */
export function describeChanges(changes: readonly ObjectChange[]): string {
  const changed = changes.filter(({action}) => action !== 'unchanged');
  const shown = changed.slice(0, named).map(({object, action}) => `${object} ${action}`);
  const rest = changed.length - shown.length;
  const unchanged = changes.length - changed.length;
  return [shown.join(', ') + (rest > 0 ? ` and ${rest} more` : ''), unchanged > 0 ? `${unchanged} unchanged` : '']
    .filter((part) => part !== '')
    .join(', ');
}
