import type {ManifestObjectInfo} from '@kflow/core';
import {groupOf} from '../cluster/readiness/readiness-of.js';
import type {ApiResource, ClusterReader, ObjectReference} from '../ports/cluster-reader.js';

/** Where objects are that name no namespace themselves. */
export interface ObjectPlace {
  cluster: ClusterReader;
  /** The namespace of the call that made them. */
  namespace: string;
}

/**
 * References to the objects of a manifest, as the API server serves them. Objects of kinds that it does not serve are left out:
 * they do not exist.
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

/** A reference to an object of a kind; `namespace` counts only where the kind has any. */
export function referenceTo(resource: ApiResource, name: string, namespace: string): ObjectReference {
  const {group, version, kind, namespaced} = resource;
  return {group, version, kind, ...(namespaced ? {namespace} : {}), name};
}
