import type {ApiResource} from '../../ports/cluster-reader.js';
import {groupOf} from '../../cluster/readiness/readiness-of.js';
import type {ProjectObjects} from './project-objects.js';
import {good, skipped} from './setup-check.js';
import type {SetupCheck} from './setup-check.js';

/**
 * Whether the cluster serves every kind of the project's manifests, or the project itself brings its definition. Where a chart, a URL,
 * a runner or a script may bring it, that it is not there yet is only a warning.
 */
export function checkKinds(
  {manifests, unknown}: ProjectObjects,
  served: (kind: string, group?: string) => ApiResource | undefined,
): SetupCheck {
  const name = 'kinds';
  const objects = manifests.flatMap(({step, objects}) =>
    objects.map((object) => ({step, object, group: groupOf(object)})),
  );
  if (objects.length === 0) return skipped(name, 'no manifests to look at');
  const defined = new Set(
    objects.flatMap(({object: {defines}}) => (defines ? [`${defines.group}/${defines.kind}`] : [])),
  );
  const missing = new Map<string, string>();
  for (const {step, object, group} of objects) {
    if (served(object.kind, group) || defined.has(`${group}/${object.kind}`)) continue;
    const kind = group === '' ? object.kind : `${object.kind} (${object.apiVersion})`;
    if (!missing.has(kind)) missing.set(kind, step.id);
  }
  const kinds = new Set(objects.map(({object, group}) => `${group}/${object.kind}`)).size;
  if (missing.size === 0)
    return good(name, `${kinds} in ${objects.length} objects, all served or defined by the project`);
  const list = [...missing].map(([kind, step]) => `${kind} in ${step}`).join(', ');
  if (unknown.length > 0) {
    return {
      name,
      outcome: 'warning',
      detail: `not served now: ${list}`,
      fix: `fine if an earlier step brings the definition (perhaps ${unknown[0]!.id}); otherwise install what defines it`,
    };
  }
  const fix =
    'install what defines it (a CustomResourceDefinition), add its manifest to the project, or correct the apiVersion';
  return {name, outcome: 'failed', detail: `the cluster serves no ${list}`, fix};
}
