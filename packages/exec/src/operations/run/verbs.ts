import type {Operation} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import {applyTasks} from '../apply.js';
import {destroyTasks} from '../destroy.js';
import {reloadTasks} from '../reload.js';
import {restartTasks} from '../restart.js';
import type {Run} from './run.js';
import type {RunTask} from './run-task.js';

/** What a verb is to the engine: the tasks that carry out a run's plan. */
export type Verb = (run: Run) => RunTask[];

const verbs: {[operation in Operation]?: Verb} = {
  apply: applyTasks,
  destroy: destroyTasks,
  restart: restartTasks,
  reload: reloadTasks,
  // Its plan has nothing but helm steps.
  helm: applyTasks,
};

/**
 * The verb of an operation.
 *
 * @throws KflowError `KF941` (user) when this version does not run it
 */
export function verbOf(operation: Operation): Verb {
  const verb = verbs[operation];
  if (verb) return verb;
  throw new KflowError('user', 'KF941', `this version of kflow does not run \`${operation}\` yet`, {
    hint: `it runs ${Object.keys(verbs).join(', ')}`,
  });
}
