import type {ObjectChange} from '../../engine/event.js';
import {isKflowError} from '../../errors/kflow-error.js';
import {kubectlDelete} from '../../tools/kubectl/kubectl-delete.js';
import type {StepContext} from '../step-handler.js';
import type {AppliedObjects, StepObjects} from './apply-objects.js';
import {missingKinds} from './missing-kinds.js';

/**
 * Asks for the deletion of everything in the sources of a step, in one kubectl process that does not wait: absence is
 * watched for all objects at once afterwards. What does not exist is no error, nor is a kind that is not served any
 * more, since its objects went with its CustomResourceDefinition.
 *
 * @returns as `changes` the objects that existed
 */
export async function deleteObjects(
  context: StepContext,
  {from, namespace, secrets}: StepObjects,
): Promise<AppliedObjects> {
  const changes: ObjectChange[] = [];
  let stderr = '';
  try {
    const {isMute} = await kubectlDelete(context.kubectl, {
      ...from,
      namespace,
      secrets,
      onChange: (change) => changes.push(change),
      onOutput: (stream, text) => void (stderr += stream === 'stderr' ? text : ''),
    });
    return {changes, isMute};
  } catch (error) {
    if (!isKflowError(error) || !missingKinds(stderr).nothingElse) throw error;
    return {changes, isMute: changes.length === 0};
  }
}
