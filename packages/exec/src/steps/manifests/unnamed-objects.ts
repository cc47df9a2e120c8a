import {workloadName} from '../../cluster/read/object-key.js';
import {readFailureOf} from '../../cluster/read/read-error.js';
import type {ManifestObjectInfo} from '@kflow/core';
import type {KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {didNothing} from '../../tools/failure/did-nothing.js';
import type {StepContext} from '../step-handler.js';
import {declaredObjects} from './locate-objects.js';

/**
 * The objects of manifests when kubectl exited with 0 and said nothing of any of them: a wrapper that swallows its output, or one that did
 * nothing. They count as much as if they had been named.
 */
export async function unnamedObjects(
  context: StepContext,
  isMute: boolean,
  objects: readonly ManifestObjectInfo[],
  namespace: string | undefined,
): Promise<ObjectReference[]> {
  return isMute ? await declaredObjects(context, objects, namespace) : [];
}

/**
 * Makes sure that objects are there, which kubectl was to apply and said nothing of.
 *
 * @throws KflowError `KF722` (external) that names those that are not
 */
export async function insistOn(context: StepContext, references: readonly ObjectReference[]): Promise<void> {
  const found = await lookAt(context, references);
  const missing = references.filter((_, index) => found[index] === undefined).map(workloadName);
  if (missing.length === 0) return;
  const what =
    missing.length === 1 ? `${missing[0]}, which is not there` : `${missing.join(', ')}, which are not there`;
  throw didNothing('kubectl', `nothing of ${what}`);
}

/** Those of the objects that kubectl was to delete, and said nothing of, that are there all the same: their end has to be seen. */
export async function stillThere(
  context: StepContext,
  references: readonly ObjectReference[],
): Promise<ObjectReference[]> {
  const found = await lookAt(context, references);
  return references.filter((_, index) => typeof found[index] === 'object');
}

/** Each object as it is; `unknown` for one that may not be read. */
async function lookAt(
  {cluster}: StepContext,
  references: readonly ObjectReference[],
): Promise<(KubeObject | undefined | 'unknown')[]> {
  return await Promise.all(
    references.map(async (reference) => {
      try {
        return cluster ? await cluster.get(reference) : 'unknown';
      } catch (error) {
        if (readFailureOf(error)?.status === 403) return 'unknown';
        throw error;
      }
    }),
  );
}
