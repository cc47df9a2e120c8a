import {awaitGone} from '../../cluster/await-gone.js';
import {workloadName} from '../../cluster/read/object-key.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import type {Run} from '../run/run.js';
import {waitSignal} from './wait-ending.js';

/**
 * Waits until objects are gone, and tells of it as far as `resource.waiting` and progress; how it ends is for the
 * caller to tell.
 *
 * @param subject what the events call it: the resource's name
 * @param timeout seconds
 * @throws what `awaitGone` rejects with
 */
export async function awaitObjectsGone(
  run: Run,
  subject: string,
  objects: readonly ObjectReference[],
  timeout: number,
  task: AbortSignal,
): Promise<void> {
  const {cluster, clock} = run.session;
  if (!cluster || objects.length === 0) return;
  run.emit({type: 'resource.waiting', resource: subject, for: 'gone', workloads: objects.map(workloadName)});
  await awaitGone({
    reader: cluster,
    clock,
    references: objects,
    timeout,
    signal: waitSignal(run, task),
    onProgress: (progress, seconds) => run.emit({type: 'workload.progress', resource: subject, progress, seconds}),
  });
}
