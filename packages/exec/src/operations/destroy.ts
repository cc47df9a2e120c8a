import {deleteNamespaces} from './namespaces/delete-namespaces.js';
import {GoneWaits} from './waits/gone-waits.js';
import {namespacesThatGo} from './namespaces/namespaces-to-delete.js';
import type {Run} from './run/run.js';
import {taskId} from './run/run-task.js';
import type {RunTask} from './run/run-task.js';

/**
 * The tasks of a destroy: each step of the plan (which is in reverse order already), and after each step a wait that
 * ends when what it deleted is gone. What comes after a step, in its own resource or in one that it depends on, starts
 * only then: an operator has to be there until its custom resources' finalizers are done, and a database until its last
 * client is gone. The waits are of steps rather than of resources because a single step may be what others depend on.
 * With `wait: false` they end at once.
 *
 * A last phase deletes the namespaces, those of `deleteNamespaces` and of `createNamespace` steps with `deleteOnDestroy`, all at once, and
 * waits until they are gone. It comes after all resources, so that what is in a namespace then is nobody's or somebody else's.
 */
export function destroyTasks(run: Run): RunTask[] {
  const waits = new GoneWaits(run);
  const tasks = run.plan.phases.flatMap(({steps}, phase) =>
    steps.flatMap((planned): RunTask[] => [
      {
        id: planned.id,
        subject: {type: 'step', step: planned.id, resource: planned.resource},
        phase,
        slot: true,
        after: planned.after.steps.map((step) => goneId(step)),
        share: run.shareOf(planned),
        run: (signal, bunch) => run.step(planned, signal, bunch, (handler, context) => handler.destroy(context)),
      },
      {
        id: goneId(planned.id),
        subject: {type: 'gone', step: planned.id, resource: planned.resource},
        phase,
        slot: false,
        after: [planned.id],
        run: (signal) => waits.awaitStep(planned, signal),
      },
    ]),
  );
  return [
    ...tasks,
    ...run.plan.phases.flatMap(({name}, phase) => steplessTasks(run, name, phase)),
    ...namespaceTasks(run),
  ];
}

/** Resources without steps have nothing to delete, but the state has to say that they are destroyed. */
function steplessTasks(run: Run, phaseName: string, phase: number): RunTask[] {
  return run.plan.resources
    .filter(({name, phase: own}) => own === phaseName && run.resource(name).steps.length === 0)
    .map(({name}) => ({
      id: `gone resource ${name}`,
      subject: {type: 'gone', step: '', resource: name},
      phase,
      slot: false,
      after: [],
      run: async () => await run.record?.resourceEnded(run.resource(name)),
    }));
}

function goneId(step: string): string {
  // Only the step matters for the id.
  return taskId({type: 'gone', step, resource: ''});
}

/** The task that ends a destroy of namespaces; none when every namespace stays. */
function namespaceTasks(run: Run): RunTask[] {
  const destroyed = new Set(run.plan.resources.map(({name}) => name));
  const names = namespacesThatGo(run.project, destroyed, run.options.deleteNamespaces === true);
  if (names.length === 0) return [];
  const subject = {type: 'namespaces' as const, names};
  const phase = run.plan.phases.length;
  return [
    {id: taskId(subject), subject, phase, slot: true, after: [], run: (signal) => deleteNamespaces(run, names, signal)},
  ];
}
