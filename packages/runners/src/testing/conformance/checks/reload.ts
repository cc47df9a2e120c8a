import {isDestructive} from '../judge-call.js';
import type {RunnerCheck} from '../runner-check.js';
import {hooksOf, runHooks} from '../run-hooks.js';

/** `kflow reload` is for a running system: it applies again, and never takes down. */
export const reloadCheck: RunnerCheck = {
  title: 'reload destroys nothing',
  async problems(runner, options) {
    const {destructive = isDestructive} = options;
    const called: string[] = [];
    const request = {operation: 'reload', situation: 'existing'} as const;
    const {ctx, failure} = await runHooks(runner, options, request, (instance) => {
      for (const hook of hooksOf.destroy) {
        instance[hook] = async () => {
          called.push(hook);
        };
      }
    });
    return [
      ...(failure === undefined ? [] : [`it failed: ${failure}`]),
      ...called.map((hook) => `it calls ${hook}`),
      ...ctx.calls.filter(destructive).map(({command}) => `it takes something away: ${command}`),
    ];
  },
};
