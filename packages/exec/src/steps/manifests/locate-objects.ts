import type {ManifestObjectInfo} from '@kflow/core';
import {groupOf} from '../../cluster/readiness/readiness-of.js';
import {referenceKey} from '../../cluster/read/object-key.js';
import type {ObjectChange} from '../../engine/event.js';
import type {ObjectFinder} from '../../cluster/read/snapshot.js';
import type {ApiResource, ClusterReader, ObjectReference} from '../../ports/cluster-reader.js';
import type {StepContext} from '../step-handler.js';

/** What kubectl prints of an object: its kind in lower case, its group ('' for the core group) and its name. */
export interface PrintedObject {
  kind: string;
  group: string;
  name: string;
}

/** Where objects are that name no namespace themselves. */
export interface ObjectPlace {
  cluster: Pick<ObjectFinder, 'resolve'>;
  /** The namespace of the call that made them. */
  namespace: string;
}

/**
 * References to the objects of a manifest, as the API server serves them. Objects of kinds that it does not serve are
 * left out: they do not exist.
 */
export async function locateObjects(
  objects: readonly ManifestObjectInfo[],
  place: ObjectPlace,
): Promise<ObjectReference[]> {
  const located = await Promise.all(
    objects.map(async (object) => {
      const resource = await place.cluster.resolve(object.kind, groupOf(object));
      return resource && referenceTo(resource, object.name, object.namespace ?? place.namespace);
    }),
  );
  return located.filter((reference) => reference !== undefined);
}

/**
 * References to the objects of a step's manifests, as far as the manifests say where they are; none without a cluster to ask.
 *
 * @param namespace of the call; without one, objects that name none are where the context puts them
 */
export async function declaredObjects(
  {cluster, defaultNamespace = 'default'}: StepContext,
  objects: readonly ManifestObjectInfo[],
  namespace: string | undefined,
): Promise<ObjectReference[]> {
  return cluster ? await locateObjects(objects, {cluster, namespace: namespace ?? defaultNamespace}) : [];
}

/**
 * References to the objects that kubectl says it changed, each once. What is of a kind that is not served (any more:
 * its definition was deleted with it) is left out.
 *
 * @param namespacesOf where an object may be, if it is in a namespace at all and kubectl did not say: several when
 *   manifests of that name are in several
 */
export async function locateChanges(
  cluster: ClusterReader,
  changes: readonly ObjectChange[],
  namespacesOf: (object: PrintedObject) => readonly string[],
): Promise<ObjectReference[]> {
  const found = new Map<string, ObjectReference>();
  for (const {object, namespace: told} of changes) {
    const printed = parseObject(object);
    const resource = await cluster.resolve(printed.kind, printed.group);
    if (!resource) continue;
    const namespaces = told === undefined ? namespacesOf(printed) : [told];
    for (const namespace of resource.namespaced ? namespaces : ['']) {
      const reference = referenceTo(resource, printed.name, namespace);
      found.set(referenceKey(reference), reference);
    }
  }
  return [...found.values()];
}

/** The parts of `deployment.apps/web` or `service/web`. */
function parseObject(object: string): PrintedObject {
  const slash = object.indexOf('/');
  const [kind = '', ...group] = object.slice(0, slash).split('.');
  return {kind, group: group.join('.'), name: object.slice(slash + 1)};
}

/** A reference to an object of a kind; `namespace` counts only where the kind has any. */
function referenceTo(resource: ApiResource, name: string, namespace: string): ObjectReference {
  const {group, version, kind, namespaced} = resource;
  return {group, version, kind, ...(namespaced ? {namespace} : {}), name};
}
