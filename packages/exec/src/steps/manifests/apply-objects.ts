import type {ManifestObjectInfo} from '@kflow/core';
import type {ObjectChange} from '../../engine/event.js';
import {kubectlApply} from '../../tools/kubectl/kubectl-apply.js';
import type {ObjectSources} from '../../tools/kubectl/kubectl-objects.js';
import {retryUntilServed} from '../retry-until-served.js';
import type {StepContext} from '../step-handler.js';

/** Objects of a step, and what kubectl is to read them from. */
export interface StepObjects {
  from: Pick<ObjectSources, 'files' | 'kustomize'>;
  /** Named in the call; kubectl refuses objects that name another. */
  namespace?: string;
  objects: readonly ManifestObjectInfo[];
  /** The values of the Secrets among them. */
  secrets: readonly string[];
}

/**
 * Applies all objects in one kubectl process, and again while a custom resource's definition is not served yet.
 *
 * @returns what became of each object that kubectl named
 */
export async function applyObjects(
  context: StepContext,
  {from, namespace, objects, secrets}: StepObjects,
): Promise<ObjectChange[]> {
  const {kubectl, step} = context;
  const changes = new Map<string, ObjectChange>();
  const defined = objects.flatMap(({defines}) => (defines ? [defines] : []));
  await retryUntilServed(context, defined, (onOutput) =>
    kubectlApply(kubectl, {
      ...from,
      namespace,
      serverSide: step.serverSide,
      secrets,
      // What the first process did to an object counts: to those after it, the object is unchanged.
      onChange: (change) => changes.has(change.object) || changes.set(change.object, change),
      onOutput,
    }),
  );
  return [...changes.values()];
}
