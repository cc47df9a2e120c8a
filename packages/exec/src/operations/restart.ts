import type {PlanStep, Resource} from '@kflow/core';
import {readyWork} from './apply.js';
import {Restarts} from './restart/restart-workloads.js';
import {forwardTasks} from './run/forward-tasks.js';
import type {Run} from './run/run.js';
import type {RunTask} from './run/run-task.js';

/**
 * The tasks of a restart: the `restart` hooks of a resource's runners, then `kubectl rollout restart` of its workloads, then the wait
 * for their rollout. Steps that have nothing of their own to restart keep the order, and are not told of.
 */
export function restartTasks(run: Run): RunTask[] {
  const restarts = new Restarts(run);
  return forwardTasks(run, {
    step(planned) {
      const {id, resource} = planned;
      if (!hasHook(run, planned))
        return {subject: {type: 'nothing', step: id, resource}, slot: false, run: async () => {}};
      return {
        subject: {type: 'step', step: id, resource},
        slot: true,
        run: (signal, bunch) => run.step(planned, signal, bunch, (handler, context) => handler.restart!(context)),
      };
    },
    resource(resource) {
      const isHooked = hasAnyHook(run, resource);
      return [
        restarts.work(resource, isHooked ? 'silent' : 'warn'),
        // The state tells of a restart that there was.
        readyWork(run, resource, () => isHooked || !restarts.isIdle(resource)),
      ];
    },
  });
}

function hasAnyHook(run: Run, resource: Resource): boolean {
  return run.plan.phases.some(({steps}) => steps.some((step) => step.resource === resource.name && hasHook(run, step)));
}

/** Whether a step has something of its own to restart: a runner that overrides the hook, or a plugin's kind that restarts. */
function hasHook(run: Run, {id, kind, resource}: PlanStep): boolean {
  if (!run.handlerOf(kind)?.restart) return false;
  const spec = run.resource(resource).steps.find((step) => step.id === id)?.spec;
  if (spec?.kind !== 'runner') return true;
  return run.runners.find(spec.class, spec.module?.path)?.hooks.includes('restart') ?? false;
}
