import type {ManifestObjectInfo, Resource, Step} from '@kflow/core';
import {groupOf, isWaitedFor} from '../../cluster/readiness/readiness-of.js';
import type {ApiResource} from '../../ports/cluster-reader.js';
import {releasesOf} from '../live/workload-sources.js';
import type {AccessSubject, NeededAccess} from './needed-access.js';

/** A place in the API: what a role's rule is about. */
type Place = Pick<NeededAccess, 'namespace' | 'group' | 'resource' | 'names'>;

const core = (namespace: string, resource: string, names?: string[]): Place => ({
  namespace,
  group: '',
  resource,
  ...(names && {names}),
});

/** The rights that one step uses itself. */
export function neededByStep(
  step: Step,
  resource: Resource,
  objects: readonly ManifestObjectInfo[],
  subject: AccessSubject,
): NeededAccess[] {
  const {spec} = step;
  const namespace = step.namespace ?? resource.namespace;
  switch (spec.kind) {
    case 'manifests':
    case 'kustomize':
      return objects.flatMap((object) => neededForObject(object, step, subject));
    case 'helm': {
      // helm keeps its releases in Secrets, a new one for each revision (helm.sh/docs/topics/advanced, "storage backends").
      const releases = core(namespace, 'secrets');
      return [
        ...rights(releases, 'apply', 'get', 'list', 'create', 'update'),
        ...rights(releases, 'destroy', 'delete'),
      ];
    }
    case 'secret':
      return applied(core(namespace, 'secrets', [spec.name]));
    case 'configmap':
      return applied(core(namespace, 'configmaps', [spec.name]));
    case 'createNamespace': {
      const made = core('', 'namespaces', [spec.name]);
      return [...applied(made, false), ...(spec.deleteOnDestroy ? rights(made, 'destroy', 'delete') : [])];
    }
    case 'exec':
      return [
        ...rights(core(namespace, 'pods/exec'), 'apply', 'create'),
        ...rights(core(namespace, 'pods'), 'apply', 'get', ...(spec.selector === undefined ? [] : ['list'])),
      ];
    case 'wait': {
      const target = subject.served(spec.for.slice(0, spec.for.indexOf('/')));
      if (!target) return [];
      const place = placeOf(target, step.namespace ?? subject.defaultNamespace);
      return rights(place, 'apply', 'get', 'list', 'watch');
    }
    default:
      return [];
  }
}

/** What waiting for a resource, restarting it and saying why it is unwell reads and changes. */
export function neededForWaits(resource: Resource, subject: AccessSubject): NeededAccess[] {
  const waits = resource.steps.some(({spec}) => ['manifests', 'kustomize', 'helm', 'rolloutWait'].includes(spec.kind));
  if (!waits && resource.workloads.length === 0 && resource.selector === undefined) return [];
  const namespaces = new Set([
    resource.namespace,
    ...releasesOf(resource).map(({namespace}) => namespace),
    ...resource.steps.flatMap(({namespace}) => namespace ?? []),
  ]);
  return [...namespaces].flatMap((namespace) => [
    ...['pods', 'apps/replicasets'].flatMap((name) => rights(named(namespace, name), 'look', 'list', 'watch')),
    ...['pods/log', 'events'].flatMap((name) =>
      rights(named(namespace, name), 'look', name === 'events' ? 'list' : 'get'),
    ),
    ...(namespace === resource.namespace ? neededForWorkloads(resource, subject) : []),
  ]);
}

/** Of the workloads that a resource names, and of any that its selector or a release's label may find. */
function neededForWorkloads(resource: Resource, subject: AccessSubject): NeededAccess[] {
  const kinds = new Set(resource.workloads.map(({kind}) => kind));
  if (resource.selector !== undefined || releasesOf(resource).length > 0) {
    for (const kind of ['deployment', 'statefulset', 'daemonset']) kinds.add(kind);
  }
  return [...kinds].flatMap((kind) => {
    const workload = subject.served(kind);
    if (!workload) return [];
    return rights(placeOf(workload, resource.namespace), 'apply', 'get', 'list', 'watch');
  });
}

function neededForObject(object: ManifestObjectInfo, step: Step, subject: AccessSubject): NeededAccess[] {
  const group = groupOf(object);
  const served = subject.served(object.kind, group);
  if (!served) return [];
  const place = placeOf(served, object.namespace ?? step.namespace ?? subject.defaultNamespace, object.name);
  const waited = isWaitedFor({group, kind: object.kind});
  const {names: _, ...any} = place;
  return [...applied(place), ...(waited ? rights(any, 'apply', 'list', 'watch') : [])];
}

/** What `kubectl apply` and `kubectl delete` use. A right to create cannot be had for one name. */
function applied(place: Place, destroyed = true): NeededAccess[] {
  const {names: _, ...any} = place;
  return [
    ...rights(place, 'apply', 'get', 'patch'),
    ...rights(any, 'apply', 'create'),
    ...(destroyed ? rights(place, 'destroy', 'delete') : []),
  ];
}

function placeOf({group, plural, namespaced}: ApiResource, namespace: string, name?: string): Place {
  return {namespace: namespaced ? namespace : '', group, resource: plural, ...(name !== undefined && {names: [name]})};
}

function named(namespace: string, name: string): Place {
  return name.startsWith('apps/') ? {namespace, group: 'apps', resource: name.slice(5)} : core(namespace, name);
}

function rights(place: Place, purpose: NeededAccess['purpose'], ...verbs: string[]): NeededAccess[] {
  return verbs.map((verb) => ({...place, verb, purpose}));
}
