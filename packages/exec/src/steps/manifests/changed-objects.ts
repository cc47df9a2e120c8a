import {groupOf} from '../../cluster/readiness/readiness-of.js';
import type {ObjectChange} from '../../engine/event.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import type {StepContext} from '../step-handler.js';
import {locateChanges} from './locate-objects.js';

/** An object as far as its manifest says where it is. */
export interface DeclaredObject {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
}

/**
 * The objects that kubectl named. After a call with a namespace they are there (kubectl refuses manifests that name
 * another); without one they are where their manifest says, else where the context puts them.
 */
export async function changedObjects(
  {cluster, defaultNamespace = 'default'}: StepContext,
  changes: readonly ObjectChange[],
  objects: readonly DeclaredObject[],
  namespace: string | undefined,
): Promise<ObjectReference[]> {
  if (!cluster) return [];
  return await locateChanges(cluster, changes, ({kind, group, name}) => {
    if (namespace !== undefined) return [namespace];
    const declared = objects.filter(
      (object) => object.name === name && object.kind.toLowerCase() === kind && groupOf(object) === group,
    );
    return declared.length === 0 ? [defaultNamespace] : declared.map((object) => object.namespace ?? defaultNamespace);
  });
}
