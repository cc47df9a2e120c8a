import {sharedNamespace} from '../../steps/shared/share-key.js';
import type {ExpectedSteps} from '../../tools/kubectl/standby/standby.js';
import type {RunTask} from './run-task.js';

/**
 * The steps of a run that a kubectl process may do, by the ids of their tasks: those of a phase that could share one are the same. In order
 * of their phases.
 */
export function expectedSteps(tasks: readonly RunTask[]): Map<string, ExpectedSteps> {
  const sorts = new Map<string, ExpectedSteps>();
  const byTask = new Map<string, ExpectedSteps>();
  for (const {id, phase, slot, share} of tasks) {
    // What an earlier run did has no slot any more.
    if (!slot || share === undefined) continue;
    const sort = `${phase} ${share}`;
    const steps = sorts.get(sort) ?? {phase, namespace: sharedNamespace(share), all: 0, left: 0};
    steps.all += 1;
    steps.left += 1;
    sorts.set(sort, steps);
    byTask.set(id, steps);
  }
  return byTask;
}
