import type {PlanStep, Resource} from '@kflow/core';
import {Namespaces} from './namespaces/ensure-namespace.js';
import {forwardTasks} from './run/forward-tasks.js';
import type {Work} from './run/forward-tasks.js';
import type {Run} from './run/run.js';
import {taskId} from './run/run-task.js';
import type {RunTask} from './run/run-task.js';
import {awaitResourceReady} from './waits/await-resource-ready.js';
import {waitSignal} from './waits/wait-ending.js';

/**
 * The tasks of an apply: each step of the plan, and for each resource a wait after all of its steps that ends when what
 * it rolled out is ready. `dependsOn` a resource leads to its wait, `dependsOn` a step to the step itself. With `wait:
 * false` (and in a dry run) the waits end at once, so that "ready" then means "all steps done".
 */
export function applyTasks(run: Run): RunTask[] {
  const step = applyingSteps(run, 'apply');
  return forwardTasks(run, {step, resource: (resource) => [readyWork(run, resource)]});
}

/** What applies the steps of a run, each in a namespace that is made sure of. */
export function applyingSteps(run: Run, method: 'apply' | 'reload'): (planned: PlanStep) => Omit<Work, 'id'> {
  const namespaces = new Namespaces(run.timeout);
  return (planned) => ({
    subject: {type: 'step', step: planned.id, resource: planned.resource},
    // A dry run waits for nothing, and reads best in the plan's order.
    slot: run.dryRun || !onlyWaits(run, planned),
    share: run.shareOf(planned),
    run: (signal, bunch) =>
      run.step(planned, onlyWaits(run, planned) ? waitSignal(run, signal) : signal, bunch, async (handler, context) => {
        if (handler.waits) return await handler[method](context);
        return await namespaces.around(context, () => handler[method](context));
      }),
  });
}

/**
 * The wait that ends a resource.
 *
 * @param isRecorded whether the state is to say that the operation went through
 */
export function readyWork(run: Run, resource: Resource, isRecorded = () => true): Work {
  const subject = {type: 'ready' as const, resource: resource.name};
  return {
    id: taskId(subject),
    subject,
    slot: false,
    async run(signal) {
      if (run.waits) await awaitResourceReady(run, resource, signal);
      if (isRecorded()) await run.record?.resourceEnded(resource);
    },
  };
}

/** Whether a step is nothing but a wait. */
function onlyWaits(run: Run, {kind}: PlanStep): boolean {
  return run.handlerOf(kind)?.waits ?? false;
}
