import type {Resource} from '@kflow/core';
import {awaitReady} from '../../cluster/await-ready.js';
import {workloadName} from '../../cluster/read/object-key.js';
import {isWaitedFor} from '../../cluster/readiness/readiness-of.js';
import {workloadsOf} from '../../cluster/workloads-of.js';
import {errorReport} from '../../engine/error-report.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import type {Run} from '../run/run.js';
import {waitEnding, waitSignal} from './wait-ending.js';
import {workloadSources} from '../live/workload-sources.js';

/**
 * Waits until what a resource rolled out is ready. Told as `resource.waiting`, progress, and `resource.ready` or
 * `resource.failed`; a resource without anything that becomes ready is not told of at all.
 *
 * @param isWanted which of it to wait for; default: all
 * @throws what `awaitReady` rejects with
 */
export async function awaitResourceReady(
  run: Run,
  resource: Resource,
  task: AbortSignal,
  isWanted: (reference: ObjectReference) => boolean = () => true,
): Promise<void> {
  const {cluster, clock} = run.session;
  if (!cluster) return;
  const began = clock.monotonic();
  const seconds = (): number => (clock.monotonic() - began) / 1000;
  const {name} = resource;
  try {
    const found = await workloadsOf(cluster, workloadSources(resource, run.touchedBy(resource)));
    // A kind that is written in a way that the cluster does not know is for the wait to complain about.
    const references = found
      .filter(isWanted)
      .filter((reference) => reference.version === undefined || isWaitedFor(reference));
    if (references.length === 0) return;
    run.emit({type: 'resource.waiting', resource: name, for: 'ready', workloads: references.map(workloadName)});
    await awaitReady({
      reader: cluster,
      clock,
      targets: {references},
      timeout: run.timeout,
      grace: run.grace,
      signal: waitSignal(run, task),
      mask: run.mask,
      onProgress: (progress, after) => run.emit({type: 'workload.progress', resource: name, progress, seconds: after}),
    });
    run.emit({type: 'resource.ready', resource: name, for: 'ready', seconds: seconds()});
  } catch (error) {
    if (!waitEnding(run, name, error)) {
      await run.recorded(resource, () => run.record?.resourceFailed(resource));
      run.emit({type: 'resource.failed', resource: name, for: 'ready', seconds: seconds(), error: errorReport(error)});
    }
    throw error;
  }
}
