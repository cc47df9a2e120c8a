import {setImmediate as turn} from 'node:timers/promises';
import type {RunnerOperation} from '../../../context.js';
import type {FakeCluster} from '../../fake-tools.js';
import {watchOutsideWorld} from '../outside-world.js';
import {callHooks, contextFor, operations} from '../run-hooks.js';
import type {RunnerCheck} from '../runner-check.js';
import {answersIn} from '../situations.js';
import type {RunnerSuiteOptions, TestedRunner} from '../suite-options.js';

/** Milliseconds that hooks have to end after the abort; only hooks that do not end take them. kflow itself waits for 5 s. */
const grace = 2_000;
/** Turns of the event loop without a call after which a hook is taken to wait for something. */
const stillness = 200;
/** As many of a hook's calls are stopped, one after the other. */
const mostCalls = 25;

const {setTimeout: startTimer, clearTimeout: stopTimer} = globalThis;

/** Who presses Ctrl-C wants the prompt back: hooks end with their context's signal, whatever they wait for. */
export const abortCheck: RunnerCheck = {
  title: 'an abort ends every hook that waits',
  async problems(runner, options) {
    const problems: string[] = [];
    for (const operation of operations) {
      for (let nth = 1; nth <= mostCalls; nth++) {
        const end = await abortAt(runner, options, operation, nth);
        if (end.problem !== undefined) problems.push(`${operation}: ${end.problem}`);
        if (end.over) break;
      }
    }
    return problems;
  },
};

/** Runs an operation whose nth command never answers, aborts there (or where it waits for something else), and sees whether it ends. */
async function abortAt<Config>(
  runner: TestedRunner<Config>,
  options: RunnerSuiteOptions<Config>,
  operation: RunnerOperation,
  nth: number,
): Promise<{over: boolean; problem?: string}> {
  const stop = new AbortController();
  let [count, quiet] = [0, 0];
  const hanging: FakeCluster = () => {
    quiet = 0;
    count += 1;
    return count === nth ? {hangs: true} : undefined;
  };
  const answers = [hanging, ...answersIn('waiting', options)];
  const ctx = contextFor(options, {operation, signal: stop.signal, answers});
  const outside = watchOutsideWorld([...(options.reads ?? []), ...(options.runs ?? [])]);
  let ended = false;
  const work = callHooks(runner, ctx)
    .then(() => {
      ended = true;
    })
    .finally(() => outside.stop());
  while (!ended && count < nth && quiet < stillness) {
    quiet += 1;
    await turn();
  }
  if (ended) return {over: true};
  const where = count === nth ? `it does not end with its command: ${ctx.calls.at(-1)!.command}` : waiting(ctx.calls);
  stop.abort(new Error('stopped by the test'));
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<void>((resolve) => {
    timer = startTimer(resolve, grace);
  });
  await Promise.race([work, tooLong]);
  stopTimer(timer);
  if (ended) return {over: count < nth};
  outside.stop();
  return {over: true, problem: `${where} (hand ctx.signal to what waits)`};
}

function waiting(calls: readonly {command: string}[]): string {
  const last = calls.at(-1);
  return `it waits for something that does not end with ctx.signal, ${last ? `after ${last.command}` : 'before its first command'}`;
}
