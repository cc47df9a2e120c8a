import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {heldByClaim, heldByPods} from './claim-users.js';
import type {Controllers} from './controllers.js';
import {heldByCustomResources} from './custom-resources.js';
import {heldByDependents} from './dependents.js';
import {finalizerWords} from './finalizer-words.js';
import type {Hold} from './hold.js';
import {knownFinalizer} from './known-finalizers.js';
import {namespaceHolds} from './namespace-holds.js';

/**
 * What holds an object that is being deleted: each of its finalizers, with what is in the way or the controller that should clear it
 * and how that is. Of a namespace, what is left in it. Reads a few things at most, and never for an object that nothing holds.
 *
 * @throws what the reads fail of
 */
export async function explainHold(
  reader: ClusterReader,
  object: KubeObject,
  controllers: Controllers,
): Promise<Hold[]> {
  if (object.metadata.deletionTimestamp === undefined) return [];
  if (object.kind === 'Namespace')
    return await namespaceHolds(reader, object, (held) => explainHold(reader, held, controllers));
  const holds: Hold[] = [];
  for (const finalizer of object.metadata.finalizers ?? []) {
    holds.push(await explainFinalizer(reader, object, finalizer, controllers));
  }
  return holds;
}

async function explainFinalizer(
  reader: ClusterReader,
  object: KubeObject,
  finalizer: string,
  controllers: Controllers,
): Promise<Hold> {
  switch (finalizer) {
    case 'foregroundDeletion':
      return await heldByDependents(reader, object);
    case 'kubernetes.io/pvc-protection':
      return await heldByPods(reader, object);
    case 'kubernetes.io/pv-protection':
      return heldByClaim(object);
    case 'customresourcecleanup.apiextensions.k8s.io':
      return await heldByCustomResources(reader, object, (held) => explainHold(reader, held, controllers));
  }
  const known = knownFinalizer(finalizer);
  if (known !== undefined && known.workloads === undefined)
    return {finalizer, text: `${known.controller} clears it`, below: []};
  const words = known?.workloads ?? finalizerWords(finalizer, object);
  const state = await controllers.describe(words);
  return {finalizer, text: known === undefined ? state : `${known.controller} clears it: ${state}`, below: []};
}
