import type {Clock} from '../../ports/clock.js';
import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {boundedRead} from '../read/bounded-read.js';
import {containerStatuses} from '../failure/container-findings.js';

/** Lines of a log that a diagnosis shows. */
const tailLines = 10;

/**
 * The last lines of a container: those of its previous run when it was started again and has not got anywhere since, else those of the
 * present one. Undefined when it never ran or the log cannot be read.
 */
export async function readPodLog(
  request: {reader: ClusterReader; clock: Clock; signal?: AbortSignal},
  pod: KubeObject,
  container: string,
): Promise<string[] | undefined> {
  const status = containerStatuses(pod).find((candidate) => candidate.name === container);
  const before = status?.lastState?.terminated !== undefined && status.state?.running === undefined;
  if (!before && status?.state?.running === undefined && status?.state?.terminated === undefined) return undefined;
  const {namespace, name} = pod.metadata;
  const read = (previous: boolean) => () =>
    request.reader.raw(
      `/api/v1/namespaces/${namespace}/pods/${name}/log?container=${encodeURIComponent(container)}&tailLines=${tailLines}${previous ? '&previous=true' : ''}`,
    );
  const text =
    (before ? await boundedRead(request.clock, read(true), request.signal) : undefined) ??
    (await boundedRead(request.clock, read(false), request.signal));
  return text
    ?.split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-tailLines);
}
