import type {PlanStep, Resource} from '@kflow/core';
import type {Run} from './run.js';
import {taskId} from './run-task.js';
import type {RunTask} from './run-task.js';

/** A task without its place, which the plan gives. */
export type Work = Omit<RunTask, 'phase' | 'after'>;

/** What an operation makes of a plan's steps and resources. */
export interface ForwardWork {
  /** A task for each step. Its id is the step's, so that others can come after it. */
  step(planned: PlanStep): Omit<Work, 'id'>;
  /**
   * What follows the steps of a resource, one after the other. The last one's id is that of the resource's readiness: it is
   * what `dependsOn` the resource leads to.
   */
  resource(resource: Resource): Work[];
}

/**
 * The tasks of an operation that goes from the first phase to the last, dependencies first: `dependsOn` a resource leads to the
 * last of its tasks, `dependsOn` a step to the step itself.
 */
export function forwardTasks(run: Run, work: ForwardWork): RunTask[] {
  return run.plan.phases.flatMap(({name, steps}, phase) => {
    const tasks = steps.map((planned): RunTask => ({
      ...work.step(planned),
      id: planned.id,
      phase,
      after: taskIds(planned.after),
    }));
    const closing = run.plan.resources
      .filter((planned) => planned.phase === name)
      .flatMap(({name: resource, after}): RunTask[] => {
        const own = steps.filter((planned) => planned.resource === resource).map(({id}) => id);
        let before = [...own, ...taskIds(after)];
        return work.resource(run.resource(resource)).map((each) => {
          const task = {...each, phase, after: before};
          before = [each.id];
          return task;
        });
      });
    return [...tasks, ...closing];
  });
}

/** Ids of the tasks that something comes after. */
function taskIds(after: PlanStep['after'] | undefined): string[] {
  return [...(after?.steps ?? []), ...(after?.ready ?? []).map((resource) => taskId({type: 'ready', resource}))];
}
