import type {RunnerCheck} from '../runner-check.js';
import {runHooks} from '../run-hooks.js';

/** A destroy that was interrupted is run again: what is gone already is no error. */
export const destroyTwiceCheck: RunnerCheck = {
  title: 'destroy may run again when all is gone',
  async problems(runner, options) {
    const first = await runHooks(runner, options, {operation: 'destroy', situation: 'existing'});
    if (first.failure !== undefined) return [`the first destroy failed: ${first.failure}`];
    const second = await runHooks(runner, options, {operation: 'destroy', situation: 'gone'});
    return second.failure === undefined ? [] : [`the second destroy failed: ${second.failure}`];
  },
};
