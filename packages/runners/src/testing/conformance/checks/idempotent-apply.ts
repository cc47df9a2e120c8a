import {isDestructive} from '../judge-call.js';
import type {RunnerCheck} from '../runner-check.js';
import {runHooks} from '../run-hooks.js';

/** People apply again and again: the second time must neither fail on what is there, nor take it away to make it anew. */
export const idempotentApplyCheck: RunnerCheck = {
  title: 'apply may run again, and takes nothing away',
  async problems(runner, options) {
    const {destructive = isDestructive} = options;
    const first = await runHooks(runner, options, {operation: 'apply', situation: 'new'});
    if (first.failure !== undefined) return [`the first apply failed: ${first.failure}`];
    const {ctx, failure} = await runHooks(runner, options, {operation: 'apply', situation: 'existing'});
    return [
      ...(failure === undefined ? [] : [`the second apply failed: ${failure}`]),
      ...ctx.calls.filter(destructive).map(({command}) => `the second apply takes something away: ${command}`),
    ];
  },
};
