import {lowerBound} from './lower-bound.js';
import {byLevels, inSequence} from './other-orders.js';
import {randomTimedProject} from './random-timed-project.js';
import {runEngine} from './run-engine.js';

/** One project, scheduled in each way; milliseconds. */
export interface Comparison {
  seed: number;
  shape: string;
  slots: number;
  bound: number;
  engine: number;
  mostAtOnce: number;
  levels: number;
  sequence: number;
}

/** Schedules the random projects of the seeds 1 to `count` in each way. */
export async function compareOrders(count: number, signal?: AbortSignal): Promise<Comparison[]> {
  const found: Comparison[] = [];
  for (let seed = 1; seed <= count; seed += 1) {
    signal?.throwIfAborted();
    const project = randomTimedProject(seed);
    const {makespan, mostAtOnce} = await runEngine(project);
    const {shape, slots} = project;
    const others = {bound: lowerBound(project), levels: byLevels(project), sequence: inSequence(project)};
    found.push({seed, shape, slots, engine: makespan, mostAtOnce, ...others});
  }
  return found;
}
