import type {KubeObject, ObjectReference} from '../ports/cluster-reader.js';
import {replicaSets} from './pod-resources.js';
import {referenceKey} from './read/object-key.js';
import type {ObjectFinder} from './read/snapshot.js';
import {groupOf} from './readiness/readiness-of.js';

/** The kinds that a selector or a release's label finds: what can be restarted and rolled out. */
const workloadKinds = [
  {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespaced: true},
  {group: 'apps', version: 'v1', kind: 'StatefulSet', plural: 'statefulsets', namespaced: true},
  {group: 'apps', version: 'v1', kind: 'DaemonSet', plural: 'daemonsets', namespaced: true},
];

/**
 * Where a resource's workloads may be found.
 *
 * @internal
 */
export interface WorkloadSources {
  /** Of the workloads that are named. */
  namespace: string;
  /** `workloads:` of the resource; kinds as people write them, e.g. `deploy` or `rollout.argoproj.io`. */
  workloads?: readonly {kind: string; name: string}[];
  /** Label selectors, each in a namespace: the resource's `selector`, a release's label. */
  selectors?: readonly {namespace: string; labelSelector: string}[];
  /** Objects that were just applied, of any kind. */
  touched?: readonly ObjectReference[];
  /** Objects of helm releases' manifests, with the namespace that those without one go to. */
  manifests?: readonly {namespace: string; objects: readonly KubeObject[]}[];
}

/** The selector that finds what a helm release made, by the label that charts set by convention. */
export function releaseSelector(release: string): string {
  return `app.kubernetes.io/instance=${release}`;
}

/**
 * The objects to wait for (or to act on), each once: those named, those the selectors find, those touched, and those of helm's manifests.
 * Selectors find Deployments, StatefulSets and DaemonSets that nobody owns, never pods or ReplicaSets, which are theirs. A named kind that
 * the cluster does not serve stays as it is written; whoever waits for it will say so.
 *
 * @internal
 */
export async function workloadsOf(reader: ObjectFinder, sources: WorkloadSources): Promise<ObjectReference[]> {
  const named = (sources.workloads ?? []).map(async ({kind, name}): Promise<ObjectReference> => {
    const resource = await reader.resolve(kind);
    if (resource === undefined) return {group: '', kind, namespace: sources.namespace, name};
    const scope = resource.namespaced ? {namespace: sources.namespace} : {};
    return {group: resource.group, version: resource.version, kind: resource.kind, ...scope, name};
  });
  const selected = (sources.selectors ?? []).map((selector) => findWorkloads(reader, selector));
  const released = (sources.manifests ?? []).map(async ({namespace, objects}) => {
    const references = objects.filter((object) => object?.kind !== undefined && object.metadata?.name !== undefined);
    return Promise.all(references.map((object) => manifestReference(reader, namespace, object)));
  });
  const all = [
    ...(await Promise.all(named)),
    ...(await Promise.all(selected)).flat(),
    ...(sources.touched ?? []),
    ...(await Promise.all(released)).flat(),
  ];
  return [...new Map(all.map((reference) => [referenceKey(reference), reference])).values()];
}

/**
 * The workloads that a namespace has and that no other object owns.
 *
 * @param query `labelSelector`: all when absent; `kinds`, in lower case: Deployments, StatefulSets and DaemonSets when
 *   absent, and ReplicaSets as well when they are named
 */
export async function findWorkloads(
  reader: ObjectFinder,
  {namespace, labelSelector, kinds}: {namespace: string; labelSelector?: string; kinds?: readonly string[]},
): Promise<ObjectReference[]> {
  const wanted =
    kinds === undefined
      ? workloadKinds
      : [...workloadKinds, replicaSets].filter(({kind}) => kinds.includes(kind.toLowerCase()));
  const query = {namespace, ...(labelSelector !== undefined && {labelSelector})};
  const lists = await Promise.all(wanted.map((resource) => reader.listMetadata({resource, ...query})));
  return lists
    .flat()
    .filter(isOwn)
    .map((object) => referenceOf(object));
}

/** Names an object. */
export function referenceOf(object: KubeObject): ObjectReference {
  const group = groupOf(object);
  const {namespace, name} = object.metadata;
  const version = object.apiVersion.slice(group === '' ? 0 : group.length + 1);
  return {group, version, kind: object.kind, ...(namespace === undefined ? {} : {namespace}), name};
}

function isOwn(object: KubeObject): boolean {
  return !(object.metadata.ownerReferences ?? []).some((owner) => owner.controller === true);
}

/** A manifest may leave its namespace out, or name one for a cluster-scoped object. */
async function manifestReference(
  reader: ObjectFinder,
  namespace: string,
  object: KubeObject,
): Promise<ObjectReference> {
  const {namespace: own, ...reference} = referenceOf(object);
  const resource = await reader.resolve(reference.kind, reference.group);
  return resource?.namespaced === false ? reference : {...reference, namespace: own ?? namespace};
}
