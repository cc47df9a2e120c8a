import {awaitGone} from '../../cluster/await-gone.js';
import type {AwaitGoneRequest} from '../../cluster/await-gone.js';
import {workloadName} from '../../cluster/read/object-key.js';
import type {WorkloadProgress} from '../../engine/event.js';
import {NotGoneError} from '../../errors/not-gone-error.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import {forceGone} from '../force/force-gone.js';
import type {Run} from '../run/run.js';
import {waitSignal} from './wait-ending.js';

/** Rounds of force, and the seconds that objects are given to go after each. */
const rounds = 6;
const afterForce = 5;

/**
 * Waits until objects are gone, and tells of it as far as `resource.waiting` and progress; how it ends is for the
 * caller to tell. A forced run makes go what is still there when the time is over, and waits for up to half a minute more.
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
  const signal = waitSignal(run, task);
  const request = {
    reader: cluster,
    clock,
    references: objects,
    signal,
    onProgress: (progress: WorkloadProgress, seconds: number) =>
      run.emit({type: 'workload.progress', resource: subject, progress, seconds}),
  };
  let left = await stillThere({...request, timeout});
  if (left === undefined) return;
  if (run.options.force !== true) throw left;
  run.emit({type: 'warning', message: `${left.message}; forcing it`, resource: subject});
  // A namespace's controller comes to what is in it after a while, and what is forced may bring to light what is below it.
  for (let round = 0; round < rounds; round += 1) {
    await forceGone(run, left.left, subject, signal);
    left = await stillThere({...request, timeout: afterForce, before: timeout + round * afterForce});
    if (left === undefined) return;
  }
  throw left;
}

/** How a wait ended that took too long; undefined when all is gone. */
async function stillThere(request: AwaitGoneRequest): Promise<NotGoneError | undefined> {
  try {
    await awaitGone(request);
    return undefined;
  } catch (error) {
    if (error instanceof NotGoneError) return error;
    throw error;
  }
}
