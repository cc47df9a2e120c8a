import {applyingSteps, readyWork} from './apply.js';
import {isRestartable} from './restart/restartable.js';
import {Restarts} from './restart/restart-workloads.js';
import {forwardTasks} from './run/forward-tasks.js';
import type {Run} from './run/run.js';
import type {RunTask} from './run/run-task.js';
import {awaitResourceReady} from './waits/await-resource-ready.js';

/**
 * The tasks of a reload: every step again, then a restart of the resource's workloads, so that they read their ConfigMaps and Secrets
 * anew, then the wait for their rollout.
 *
 * Before the restart only what cannot be restarted is waited for (Jobs, custom resources): a Deployment that is down because of the very
 * ConfigMap that was just mended becomes ready by the restart, and not before.
 */
export function reloadTasks(run: Run): RunTask[] {
  const restarts = new Restarts(run);
  return forwardTasks(run, {
    step: applyingSteps(run, 'reload'),
    resource: (resource) => [
      {
        id: `applied ${resource.name}`,
        subject: {type: 'ready', resource: resource.name},
        slot: false,
        run: async (signal) => {
          if (run.waits) await awaitResourceReady(run, resource, signal, (reference) => !isRestartable(reference));
        },
      },
      // Whoever reloads wants everything to be as declared; that there is nothing to restart is as good.
      restarts.work(resource, 'silent'),
      readyWork(run, resource),
    ],
  });
}
