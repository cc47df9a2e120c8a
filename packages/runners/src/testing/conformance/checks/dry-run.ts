import {isChanging} from '../judge-call.js';
import type {RunnerCheck} from '../runner-check.js';
import {operations, runHooks} from '../run-hooks.js';
import type {HookRun} from '../run-hooks.js';

/** `--dry-run` promises that nothing changes: all that does has to go through the context, as mutating. */
export const dryRunCheck: RunnerCheck = {
  title: 'a dry run changes nothing',
  async problems(runner, options) {
    const judge = ({ctx, outside, failure}: HookRun): string[] => {
      const ran = ctx.calls.filter((call) => !call.skipped && (isChanging(call) || options.destructive?.(call)));
      const found = [
        ...outside.programs.map((command) => `it starts a program without its context: ${command}`),
        ...outside.requests.map((request) => `it sends a request without its context: ${request}`),
        ...ran.map(({command}) => `it runs what changes something, and says that it only reads: ${command}`),
      ];
      // What was kept from running makes a hook fail: that is told already.
      return failure === undefined || found.length > 0 ? found : [`it failed: ${failure}`];
    };
    const problems: string[] = [];
    for (const operation of operations.filter((each) => each !== 'status' && each !== 'health')) {
      for (const situation of ['new', 'existing'] as const) {
        const run = await runHooks(runner, options, {operation, situation, dryRun: true});
        problems.push(...judge(run).map((problem) => `${operation}: ${problem}`));
      }
    }
    return [...new Set(problems)];
  },
};
