import {callOnObjects, type ObjectSources, type ObjectsResult} from './kubectl-objects.js';
import type {Kubectl} from '../kubectl.js';

/**
 * `kubectl delete` of one or many sources in one process. Objects that are not there are no error. It returns when the API server
 * has accepted the deletions; that the objects are gone is for the observer to see, since kubectl asks for one after the other.
 * Kinds that the cluster does not know fail, as they do in apply.
 *
 * @throws PartialFailure, with `changes`, when some objects went through and others did not
 */
export function kubectlDelete(kubectl: Kubectl, request: ObjectSources): Promise<ObjectsResult> {
  return callOnObjects(kubectl, ['delete', '--ignore-not-found', '--wait=false'], request);
}
