import {readFailureOf} from '../../cluster/read/read-error.js';
import {KflowError} from '../../errors/kflow-error.js';
import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {containerLogs, logPath} from './container-log.js';
import type {LogsRequest} from './logs-request.js';

/**
 * Reads the logs that there are, one container after the other, so that lines of different ones do not mix.
 *
 * @returns whether every log could be read
 * @throws KflowError `KF823` (external) when no container has one
 */
export async function printLogs(
  reader: ClusterReader,
  pods: readonly KubeObject[],
  {options = {}, signal, onLine, onProblem}: LogsRequest,
): Promise<boolean> {
  const containers = pods.flatMap((pod) => containerLogs(pod, options.container));
  let read = 0;
  let failed = 0;
  for (const each of containers) {
    const {namespace, pod, container, isOneOfSeveral} = each;
    if (options.previous && !each.hasPrevious) continue;
    if (each.waitsFor !== undefined) {
      onProblem(`${pod} ${container} has no log yet: ${each.waitsFor}`);
      continue;
    }
    try {
      const line = (text: string): void => onLine({namespace, pod, container, isOneOfSeveral, text});
      await reader.lines(logPath(each, options), line, signal);
      read += 1;
    } catch (error) {
      const failure = readFailureOf(error);
      if (failure === undefined) throw error;
      onProblem(`cannot read the log of ${pod} ${container}: ${failure.message}`);
      failed += 1;
    }
  }
  if (read + failed === 0) {
    const message = options.previous ? 'no container has been restarted' : 'no container has a log yet';
    throw new KflowError('external', 'KF823', message, {
      hint: options.previous ? 'without --previous there is the log of the present run' : '--follow waits for it',
    });
  }
  return failed === 0;
}
