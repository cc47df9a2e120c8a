import {readFailureOf} from '../../cluster/read/read-error.js';
import type {KubeObject} from '../../ports/cluster-reader.js';
import type {StepContext} from '../step-handler.js';

/**
 * The namespace; undefined when it is missing or there is no cluster to ask. `unknown` when it may not be read:
 * somebody with rights in one namespace only.
 */
export async function findNamespace(context: StepContext, name: string): Promise<KubeObject | undefined | 'unknown'> {
  try {
    return await context.cluster?.get({group: '', kind: 'Namespace', name});
  } catch (error) {
    if (readFailureOf(error)?.status === 403) return 'unknown';
    throw error;
  }
}
