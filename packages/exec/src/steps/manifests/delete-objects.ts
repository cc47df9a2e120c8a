import type {ObjectChange} from '../../engine/event.js';
import {isKflowError} from '../../errors/kflow-error.js';
import {deleteArguments, kubectlDelete} from '../../tools/kubectl/kubectl-delete.js';
import {joinShared} from '../shared/join-shared.js';
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
export async function deleteObjects(context: StepContext, objects: StepObjects): Promise<AppliedObjects> {
  const {from, namespace, secrets} = objects;
  const together = await joinShared(context, [deleteArguments, []], objects);
  if (together?.isWhole) return {changes: together.changes, isMute: together.changes.length === 0};
  const act = () => deleteAlone(context, {from, namespace, secrets}, together?.changes);
  return await (together && context.shared ? context.shared.alone(act) : act());
}

/** @param done what was deleted before */
async function deleteAlone(
  context: StepContext,
  {from, namespace, secrets}: Pick<StepObjects, 'from' | 'namespace' | 'secrets'>,
  done: readonly ObjectChange[] = [],
): Promise<AppliedObjects> {
  const changes = [...done];
  let stderr = '';
  try {
    const {isMute} = await kubectlDelete(context.kubectl, {
      ...from,
      namespace,
      secrets,
      onChange: (change) => done.some(({object}) => object === change.object) || changes.push(change),
      onOutput: (stream, text) => void (stderr += stream === 'stderr' ? text : ''),
    });
    return {changes, isMute: isMute && changes.length === 0};
  } catch (error) {
    if (!isKflowError(error) || !missingKinds(stderr).nothingElse) throw error;
    return {changes, isMute: changes.length === 0};
  }
}
