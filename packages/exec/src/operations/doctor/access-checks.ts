import type {NeededAccess} from './needed-access.js';
import {byUse, rulesFor} from './resource-rules.js';
import {good} from './setup-check.js';
import type {SetupCheck} from './setup-check.js';

/** A check for each namespace, and one for what is cluster-scoped: everything that is missing there, and a role that would grant it. */
export function accessChecks(needs: readonly NeededAccess[], missing: readonly NeededAccess[]): SetupCheck[] {
  const namespaces = [...new Set(needs.map(({namespace}) => namespace))].sort();
  return namespaces.map((namespace) => {
    const name = namespace === '' ? 'access to the cluster' : `access to namespace ${namespace}`;
    const lacking = missing.filter((need) => need.namespace === namespace);
    if (lacking.length === 0) {
      const resources = new Set(needs.filter((need) => need.namespace === namespace).map(resourceName));
      return good(name, `all that is needed, on ${[...resources].join(', ')}`);
    }
    const stops = (purpose: NeededAccess['purpose']) => lacking.some((need) => need.purpose === purpose);
    const effect = stops('apply')
      ? 'apply will fail'
      : stops('destroy')
        ? 'apply works, destroy will not'
        : namespace === ''
          ? 'apply works where the namespaces are there already'
          : 'apply works, waits and logs tell less';
    return {
      name,
      outcome: stops('apply') ? 'failed' : 'warning',
      detail: `may not ${describe(lacking)}: ${effect}`,
      fix: roleText(namespace, lacking),
    };
  });
}

/** `create, patch deployments.apps; get pods/log`. */
function describe(missing: readonly NeededAccess[]): string {
  const verbs = new Map<string, string[]>();
  for (const need of missing) verbs.set(resourceName(need), [...(verbs.get(resourceName(need)) ?? []), need.verb]);
  return [...verbs].map(([resource, list]) => `${list.sort(byUse).join(', ')} ${resource}`).join('; ');
}

function resourceName({group, resource}: NeededAccess): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** What somebody with the right to do so applies; then `kubectl create rolebinding` gives it to the user. */
function roleText(namespace: string, missing: readonly NeededAccess[]): string {
  const kind = namespace === '' ? 'ClusterRole' : 'Role';
  const where = namespace === '' ? '' : `, namespace: ${namespace}`;
  const rules = rulesFor(missing).map(
    ({apiGroups = [], resources = [], verbs}) =>
      `  - {apiGroups: [${apiGroups.map((each) => each || '""').join(', ')}], resources: [${resources.join(', ')}], verbs: [${verbs.join(', ')}]}`,
  );
  const bind =
    namespace === ''
      ? 'clusterrolebinding kflow --clusterrole=kflow'
      : `rolebinding kflow -n ${namespace} --role=kflow`;
  return [
    `have this ${kind} made and bound to you (kubectl create ${bind} --user=YOU):`,
    'apiVersion: rbac.authorization.k8s.io/v1',
    `kind: ${kind}`,
    `metadata: {name: kflow${where}}`,
    'rules:',
    ...rules,
  ].join('\n');
}
