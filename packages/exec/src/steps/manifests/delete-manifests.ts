import type {ObjectChange} from '../../engine/event.js';
import {isKflowError} from '../../errors/kflow-error.js';
import {kubectlDelete} from '../../tools/kubectl/kubectl-delete.js';
import type {ManifestFiles} from './manifest-files.js';
import {missingKinds} from './missing-kinds.js';
import type {StepContext} from '../step-handler.js';

/**
 * Asks for the deletion of everything in the sources of a manifests step, in one kubectl process that does not wait:
 * absence is watched for all objects at once afterwards. What does not exist is no error, nor is a kind that is not
 * served any more, since its objects went with its CustomResourceDefinition.
 *
 * @param sources files and URLs, in the order of deletion
 * @returns the objects that existed
 */
export async function deleteManifests(
  context: StepContext,
  sources: readonly string[],
  files: ManifestFiles,
): Promise<ObjectChange[]> {
  const {kubectl, step} = context;
  const changes: ObjectChange[] = [];
  let stderr = '';
  try {
    await kubectlDelete(kubectl, {
      files: sources,
      namespace: step.namespace,
      secrets: files.secrets,
      onChange: (change) => changes.push(change),
      onOutput: (stream, text) => void (stderr += stream === 'stderr' ? text : ''),
    });
  } catch (error) {
    if (!isKflowError(error) || !missingKinds(stderr).nothingElse) throw error;
  }
  return changes;
}
