import type {RunnerOperation} from '../../context.js';
import {fakeContext} from '../fake-context.js';
import type {FakeContext, FakeContextOptions} from '../fake-context.js';
import {watchOutsideWorld} from './outside-world.js';
import type {OutsideWorld} from './outside-world.js';
import {answersIn} from './situations.js';
import type {Situation} from './situations.js';
import type {RunnerSuiteOptions, TestedRunner} from './suite-options.js';

/** The hooks of each operation, in the order in which kflow calls them. */
export const hooksOf = {
  apply: ['preApply', 'apply', 'postApply'],
  destroy: ['preDestroy', 'destroy', 'postDestroy'],
  restart: ['restart'],
  reload: ['reload'],
  status: ['status'],
  health: ['health'],
} as const satisfies {[operation in RunnerOperation]: readonly string[]};

/** Every operation. */
export const operations = Object.keys(hooksOf) as RunnerOperation[];

/** Milliseconds that hooks may take with answers that come at once: less than the five seconds that most test frameworks wait. */
const patience = 3_000;

const {setTimeout: startTimer, clearTimeout: stopTimer} = globalThis;

/** What is to be run, and in which situation. */
export interface HookRequest {
  operation: RunnerOperation;
  situation: Situation;
  dryRun?: boolean;
}

/** What came of an operation's hooks. */
export interface HookRun {
  ctx: FakeContext<unknown>;
  /** What was done without the context. */
  outside: Pick<OutsideWorld, 'programs' | 'requests'>;
  /** What the last hook returned. */
  result?: unknown;
  /** What a hook threw, as text, or that it did not end; undefined when all went well. */
  failure?: string;
}

/** A context as the options want it. */
export function contextFor<Config>(
  options: RunnerSuiteOptions<Config>,
  more: Partial<FakeContextOptions<Config>>,
): FakeContext<Config> {
  const {config, pod, namespace, resource, step, dir} = options;
  return fakeContext<Config>({
    config: structuredClone(config),
    ...(pod && {pod}),
    ...(namespace !== undefined && {namespace}),
    ...(resource && {resource}),
    ...(step !== undefined && {step}),
    ...(dir !== undefined && {dir}),
    ...more,
  });
}

/** Calls the hooks of an operation on a new instance, one after the other, as kflow does; never rejects. */
export async function callHooks<Config>(
  runner: TestedRunner<Config>,
  ctx: FakeContext<Config>,
  prepare: (instance: InstanceType<TestedRunner<Config>>) => void = () => {},
): Promise<Pick<HookRun, 'result' | 'failure'>> {
  try {
    const instance = new runner(ctx.config);
    prepare(instance);
    let result: unknown;
    for (const hook of hooksOf[ctx.operation]) {
      ctx.signal.throwIfAborted();
      result = await instance[hook](ctx);
    }
    return {result};
  } catch (error) {
    return {failure: error instanceof Error ? error.message : String(error)};
  }
}

/** The same in a situation, with an eye on what is done without the context, and an end in any case. */
export async function runHooks<Config>(
  runner: TestedRunner<Config>,
  options: RunnerSuiteOptions<Config>,
  {operation, situation, dryRun = false}: HookRequest,
  prepare?: (instance: InstanceType<TestedRunner<Config>>) => void,
): Promise<HookRun> {
  const {reads = [], runs = []} = options;
  const stop = new AbortController();
  const answers = answersIn(situation, options);
  const ctx = contextFor(options, {operation, dryRun, answers, signal: stop.signal});
  const outside = watchOutsideWorld(dryRun ? reads : [...reads, ...runs]);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Pick<HookRun, 'failure'>>((resolve) => {
    timer = startTimer(() => {
      const last = ctx.calls.at(-1);
      resolve({
        failure: `it did not end within ${patience / 1000} s${last ? `, after ${last.command}` : ''}: if it waits for an answer, tell the suite which (\`answers\`)`,
      });
      stop.abort(new Error('stopped by the test'));
    }, patience);
  });
  try {
    return {ctx, outside, ...(await Promise.race([callHooks(runner, ctx, prepare), tooLong]))};
  } finally {
    stopTimer(timer);
    outside.stop();
  }
}
