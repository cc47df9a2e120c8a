import {items, text} from '../objects/field.js';
import {isWorkload, podOf} from '../objects/pod-spec.js';
import type {ScaffoldObject, ScaffoldUnit} from '../unit.js';
import type {UnitTraits} from './unit-traits.js';

/** Verbs of a controller; reading alone makes none. */
const writing = ['update', 'patch', '*'];

/**
 * The units (indexes) with a workload that works on custom objects of a kind that one of the units defines: its service account is bound
 * to a role that names the kind's group and lets it write. A role for all groups (`*`) says nothing.
 */
export function operatorsAmong(units: readonly ScaffoldUnit[], traits: readonly UnitTraits[]): Set<number> {
  const objects = units.flatMap(({objects}, unit) => objects.map((object) => ({object, unit})));
  const defined = new Set(
    objects.flatMap(({object: {kind, body}}) =>
      kind === 'CustomResourceDefinition' ? [text(body, 'spec', 'group') ?? ''] : [],
    ),
  );
  if (defined.size === 0) return new Set();
  const home = ({object, unit}: {object: ScaffoldObject; unit: number}) =>
    object.namespace ?? traits[unit]!.namespaces[0] ?? '';
  const roles = new Set(
    objects
      .filter(({object}) => ['Role', 'ClusterRole'].includes(object.kind) && worksOn(object, defined))
      .map((each) => roleKey(each.object.kind, home(each), each.object.name)),
  );
  const accounts = new Set(
    objects
      .filter(({object}) => ['RoleBinding', 'ClusterRoleBinding'].includes(object.kind))
      .filter((each) => {
        const {body} = each.object;
        return roles.has(roleKey(text(body, 'roleRef', 'kind'), home(each), text(body, 'roleRef', 'name')));
      })
      .flatMap((each) =>
        items(each.object.body, 'subjects')
          .filter((subject) => text(subject, 'kind') === 'ServiceAccount')
          .map((subject) => `${text(subject, 'namespace') ?? home(each)}/${text(subject, 'name')}`),
      ),
  );
  const running = objects.filter((each) => {
    const account = text(podOf(each.object), 'spec', 'serviceAccountName');
    return isWorkload(each.object) && account !== undefined && accounts.has(`${home(each)}/${account}`);
  });
  return new Set(running.map(({unit}) => unit));
}

function worksOn({body}: ScaffoldObject, groups: ReadonlySet<string>): boolean {
  return items(body, 'rules').some(
    (rule) =>
      items(rule, 'apiGroups').some((group) => typeof group === 'string' && groups.has(group)) &&
      items(rule, 'verbs').some((verb) => typeof verb === 'string' && writing.includes(verb)),
  );
}

function roleKey(kind: string | undefined, namespace: string, name: string | undefined): string {
  return `${kind} ${kind === 'ClusterRole' ? '' : namespace}/${name}`;
}
