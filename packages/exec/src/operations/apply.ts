import type {PlanStep, Resource} from '@kflow/core';
import {handlerOf} from '../steps/index.js';
import {awaitResourceReady} from './waits/await-resource-ready.js';
import {Namespaces} from './namespaces/ensure-namespace.js';
import type {Run} from './run/run.js';
import {waitSignal} from './waits/wait-ending.js';
import {taskId} from './run/run-task.js';
import type {RunTask} from './run/run-task.js';

/**
 * The tasks of an apply: each step of the plan, and for each resource a wait after all of its steps that ends when what
 * it rolled out is ready. `dependsOn` a resource leads to its wait, `dependsOn` a step to the step itself. With `wait:
 * false` (and in a dry run) the waits end at once, so that "ready" then means "all steps done".
 */
export function applyTasks(run: Run): RunTask[] {
  const namespaces = new Namespaces(run.timeout);
  return run.plan.phases.flatMap(({name, steps}, phase) => {
    const tasks = steps.map((planned): RunTask => ({
      id: planned.id,
      subject: {type: 'step', step: planned.id, resource: planned.resource},
      phase,
      // A dry run waits for nothing, and reads best in the plan's order.
      slot: run.dryRun || !onlyWaits(planned),
      after: taskIds(planned.after),
      run: (signal) =>
        run.step(planned, onlyWaits(planned) ? waitSignal(run, signal) : signal, async (handler, context) => {
          if (handler.waits) return await handler.apply(context);
          return await namespaces.around(context, () => handler.apply(context));
        }),
    }));
    const waits = run.plan.resources
      .filter((planned) => planned.phase === name)
      .map(({name: resource, after}): RunTask => {
        const subject = {type: 'ready' as const, resource};
        const own = steps.filter((planned) => planned.resource === resource).map(({id}) => id);
        return {
          id: taskId(subject),
          subject,
          phase,
          slot: false,
          after: [...own, ...taskIds(after)],
          run: (signal) => resourceReady(run, run.resource(resource), signal),
        };
      });
    return [...tasks, ...waits];
  });
}

/** Whether a step is nothing but a wait. */
function onlyWaits({kind}: PlanStep): boolean {
  return handlerOf(kind)?.waits ?? false;
}

/** Ids of the tasks that something comes after. */
function taskIds(after: PlanStep['after'] | undefined): string[] {
  return [...(after?.steps ?? []), ...(after?.ready ?? []).map((resource) => taskId({type: 'ready', resource}))];
}

async function resourceReady(run: Run, resource: Resource, signal: AbortSignal): Promise<void> {
  if (run.waits) await awaitResourceReady(run, resource, signal);
  await run.record?.resourceEnded(resource);
}
