import {expect, test} from '@jest/globals';
import {BaseRunner} from '@kflow/runners';
import type {RunnerContext} from '@kflow/runners';
import type {KflowError} from '../../src/errors/kflow-error.js';
import {callRunnerHooks} from '../../src/runners/call/call-runner-hooks.js';
import type {RegisteredRunner, RunnerInstance} from '../../src/runners/registry.js';
import type {StepContext} from '../../src/steps/step-handler.js';
import {stepContext} from './sample-context.js';

function registered(create: (config: {[key: string]: unknown}) => object): RegisteredRunner {
  return {
    name: 'Db',
    file: '/p/db.ts',
    specifier: './db.ts',
    hooks: [],
    create: (config) => create(config) as RunnerInstance,
  };
}

class Recorder extends BaseRunner {
  static made = 0;
  readonly seen: [string, RunnerContext][] = [];
  constructor(config: {[key: string]: unknown}) {
    super(config);
    Recorder.made += 1;
  }
}
for (const hook of ['preApply', 'apply', 'postApply', 'preDestroy', 'destroy', 'postDestroy', 'restart'] as const) {
  Recorder.prototype[hook] = async function (this: Recorder, context: RunnerContext) {
    this.seen.push([hook, context]);
  };
}

test.each<[StepContext['operation'], string[]]>([
  ['apply', ['preApply', 'apply', 'postApply']],
  ['destroy', ['preDestroy', 'destroy', 'postDestroy']],
  ['restart', ['restart']],
  ['reload', ['apply']],
  ['helm', []],
  ['status', []],
])('%s calls %p, on one instance, each with a context of its own', async (operation, hooks) => {
  let instance: Recorder | undefined;
  const {step} = stepContext({operation, config: {a: 1}});
  Recorder.made = 0;
  await callRunnerHooks(
    registered((config) => (instance = new Recorder(config))),
    step,
  );
  expect(Recorder.made).toBe(operation === 'helm' ? 0 : 1);
  const seen = instance?.seen ?? [];
  expect(seen.map(([hook]) => hook)).toEqual(hooks);
  expect(new Set(seen.map(([, context]) => context)).size).toBe(hooks.length);
  for (const [, context] of seen) expect(context).toMatchObject({operation, config: {a: 1}});
});

test('what status and health say', async () => {
  const call = async (operation: 'status' | 'health', answer: unknown): Promise<unknown> =>
    await callRunnerHooks(
      registered(() => ({status: async () => answer, health: async () => answer})),
      stepContext({operation}).step,
    );
  expect([await call('status', '3 tables'), await call('status', undefined), await call('status', 3)]).toEqual([
    '3 tables',
    undefined,
    '3',
  ]);
  expect(await call('health', true)).toEqual({healthy: true});
  expect(await call('health', false)).toEqual({healthy: false});
  expect(await call('health', {healthy: false, detail: 'no ink', more: 1})).toEqual({healthy: false, detail: 'no ink'});
  for (const answer of [undefined, null, 'yes', 1, {}]) {
    await expect(call('health', answer)).rejects.toMatchObject({code: 'KF620'});
  }
});

test('a hook that throws stops the others, and names its place; secrets are masked', async () => {
  let after = false;
  const runner = registered(() => ({
    preApply: async (context: RunnerContext) => {
      await context.kubectl(['get', 'x'], {mutating: false, secrets: ['hunter2']});
    },
    apply: async (context: RunnerContext) => {
      await context.kubectl(['get', 'x'], {mutating: false, secrets: ['hunter2']});
      throw new TypeError('no hunter2 here\nat all');
    },
    postApply: async () => (after = true),
  }));
  const error = (await callRunnerHooks(runner, stepContext().step).catch((reason: unknown) => reason)) as KflowError;
  expect(error).toMatchObject({
    family: 'external',
    code: 'KF620',
    message: 'the hook `apply` of runner `Db` failed: TypeError: no *** here',
  });
  expect(error.hint).toMatch(/^thrown at .*call-runner-hooks\.test\.ts:\d+:\d+$/);
  expect(after).toBe(false);
});

test('a constructor that throws, a hook that throws at once, one that throws no error', async () => {
  const message = async (create: () => object): Promise<string> =>
    await callRunnerHooks(registered(create), stepContext().step).then(
      () => 'fine',
      (error: KflowError) => `${error.code} ${error.message}`,
    );
  const fails = (value: unknown) => (): never => {
    throw value;
  };
  const hinted = Object.assign(new Error('no'), {hint: 'say yes'});
  await expect(callRunnerHooks(registered(fails(hinted)), stepContext().step)).rejects.toMatchObject({hint: 'say yes'});
  expect(await message(fails(new Error('no')))).toBe('KF620 the hook `preApply` of runner `Db` failed: no');
  expect(await message(() => ({apply: fails(new Error('at once'))}))).toContain('at once');
  expect(await message(() => ({apply: () => Promise.reject('text')}))).toContain('failed: text');
  expect(await message(() => ({apply: 'no function'}))).toBe('fine');
});

test('a command that failed is reported as itself', async () => {
  const {step} = stepContext({answer: () => ({exitCode: 3, stderr: 'error: nope'})});
  const runner = registered(() => ({apply: (context: RunnerContext) => context.kubectl(['delete', 'x'])}));
  await expect(callRunnerHooks(runner, step)).rejects.toMatchObject({code: 'KF703', command: {exitCode: 3}});
});

test('an aborted signal: no further hook, and a hook that ignores it is given up after its grace', async () => {
  const stop = new AbortController();
  const reason = new Error('stopped');
  const {step} = stepContext({signal: stop.signal});
  const calls: string[] = [];
  const polite = registered(() => ({
    preApply: async () => {
      calls.push('preApply');
      stop.abort(reason);
    },
    apply: async () => calls.push('apply'),
  }));
  await expect(callRunnerHooks(polite, step)).rejects.toBe(reason);
  expect(calls).toEqual(['preApply']);

  const kill = new AbortController();
  let graceOver: () => void = () => {};
  const slept: number[] = [];
  const deaf = registered(() => ({
    apply: () => {
      setImmediate(() => kill.abort(reason));
      return new Promise(() => {});
    },
  }));
  const {step: deafStep} = stepContext({signal: kill.signal});
  let over = false;
  const sleep = (milliseconds: number): Promise<void> => {
    slept.push(milliseconds);
    return new Promise((resolve) => (graceOver = resolve));
  };
  const running = callRunnerHooks(deaf, {...deafStep, clock: {...deafStep.clock, sleep}}).finally(() => (over = true));
  running.catch(() => {});
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect([slept, over]).toEqual([[5000], false]);
  graceOver();
  await expect(running).rejects.toBe(reason);
});

test('what status says is masked', async () => {
  const {step} = stepContext({operation: 'status'});
  const runner = registered(() => ({status: async () => 'the key is of-the-run'}));
  expect(await callRunnerHooks(runner, {...step, secrets: () => ['of-the-run']})).toBe('the key is ***');
});
