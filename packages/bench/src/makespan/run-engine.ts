import {schedule} from '@kflow/exec';
import type {Task} from '@kflow/exec';
import {drive, VirtualTime} from '@kflow/faults';
import type {TimedProject} from './timed-resource.js';

/** How the engine did. */
export interface EngineRun {
  /** Milliseconds of virtual time. */
  makespan: number;
  /** The most steps that ran at once. */
  mostAtOnce: number;
}

/** Runs kflow's own scheduler over a project while virtual time passes. It is told no durations, as in a real run. */
export async function runEngine(project: TimedProject): Promise<EngineRun> {
  const time = new VirtualTime();
  let running = 0;
  let mostAtOnce = 0;
  const lasts = (milliseconds: number, slots: number): Promise<void> =>
    new Promise((resolve) => {
      running += slots;
      mostAtOnce = Math.max(mostAtOnce, running);
      time.after(milliseconds, () => {
        running -= slots;
        resolve();
      });
    });
  let isOver = false;
  const run = schedule(tasksOf(project, lasts), {concurrency: project.slots}).finally(() => (isOver = true));
  const end = await drive(time, () => isOver, Infinity);
  if (end !== 'over') throw new Error(`seed ${project.seed}: the scheduler is ${end}`);
  for (const [id, {status}] of await run)
    if (status !== 'succeeded') throw new Error(`seed ${project.seed}: ${id} ${status}`);
  return {makespan: time.passed, mostAtOnce};
}

/** As an apply makes them: a task for each step, one for each wait, which stands behind the last step. */
function tasksOf({resources}: TimedProject, lasts: (milliseconds: number, slots: number) => Promise<void>): Task[] {
  return resources.flatMap(({phase, after, steps, wait}, index): Task[] => [
    ...steps.map((milliseconds, at) => ({
      id: `${index}.${at}`,
      phase,
      after: at > 0 ? [`${index}.${at - 1}`] : after.map((each) => `${each}.ready`),
      slot: true,
      run: () => lasts(milliseconds, 1),
    })),
    {id: `${index}.ready`, phase, after: [`${index}.${steps.length - 1}`], slot: false, run: () => lasts(wait, 0)},
  ]);
}
