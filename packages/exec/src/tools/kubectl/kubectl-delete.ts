import {callOnObjects, type ObjectSources, type ObjectsResult} from './kubectl-objects.js';
import type {Kubectl} from '../kubectl.js';

/** kubectl's words before the sources. */
export const deleteArguments: readonly string[] = [
  'delete',
  '--ignore-not-found',
  '--cascade=foreground',
  '--wait=false',
];

/**
 * `kubectl delete` of one or many sources in one process, in the foreground: an object stays until everything below it that
 * Kubernetes runs for it (a Deployment's pods) is gone, so that its absence says so of them as well. Objects that are not there are no error. It returns when the API server
 * has accepted the deletions; that the objects are gone is for the observer to see, since kubectl asks for one after the other.
 * Kinds that the cluster does not know fail, as they do in apply.
 *
 * @throws PartialFailure, with `changes`, when some objects went through and others did not
 */
export function kubectlDelete(kubectl: Kubectl, request: ObjectSources): Promise<ObjectsResult> {
  return callOnObjects(kubectl, deleteArguments, request);
}
