import {isKflowError} from '../errors/kflow-error.js';
import type {ClusterTool} from './cluster-tool.js';
import {transientFailure} from './failure/transient-failure.js';

/**
 * Makes a call that may be made again without harm, and makes it again while it fails of something that passes.
 *
 * @param tool whose `retries` say for how long, and tell of it; without them there is one try
 */
export async function retried<Result>(tool: ClusterTool, attempt: () => Promise<Result>): Promise<Result> {
  const again = tool.retries?.begin();
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const output = isKflowError(error) && error.code === 'KF703' ? error.command?.output : undefined;
      const failure = transientFailure(output ?? '');
      if (!failure || !(await again?.(failure))) throw error;
    }
  }
}
