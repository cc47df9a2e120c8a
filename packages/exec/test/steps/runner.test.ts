import {expect, test} from '@jest/globals';
import {readHealth} from '../../src/operations/health.js';
import {readStatus} from '../../src/operations/status.js';
import type {RunnerInstance, RunnerRegistry} from '../../src/runners/registry.js';
import {Scene} from '../operations/scene.js';

/** A registry with one runner, called `Own`, that has these hooks. */
function registry(hooks: RunnerInstance): RunnerRegistry {
  const runner = {
    name: 'Own',
    file: '/runners/own.js',
    specifier: './own.js',
    hooks: Object.keys(hooks),
    create: () => hooks,
  };
  return {find: (name) => (name === 'Own' ? runner : undefined), all: () => [runner]};
}

async function scene(hooks: RunnerInstance): Promise<Scene> {
  const made = await Scene.of({a: 'namespace: default\nsteps: [{name: own, runner: {class: Own}}]'});
  made.runners = registry(hooks);
  return made;
}

const request = (made: Scene, operation: 'status' | 'health') => ({
  project: made.project,
  plan: made.plan(operation),
  session: made.session(),
  runners: made.runners,
});

test('calls the hooks of the operation in order, and keeps the class in the state', async () => {
  const calls: string[] = [];
  const hook = (name: string) => async () => void calls.push(name);
  const names = ['preApply', 'apply', 'postApply', 'preDestroy', 'destroy', 'postDestroy', 'restart'];
  const made = await scene(Object.fromEntries(names.map((name) => [name, hook(name)])));
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(calls).toEqual(['preApply', 'apply', 'postApply']);
  expect((await made.state()).resources['a']?.steps['own']).toMatchObject({
    kind: 'runner',
    outcome: 'succeeded',
    class: 'Own',
  });
  expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
  expect(calls.slice(3)).toEqual(['preDestroy', 'destroy', 'postDestroy']);
});

test('what it applies is waited for', async () => {
  const made = await scene({
    apply: async (context: any) => {
      await context.applyManifest({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web'}});
    },
  });
  made.tools.unready.add('web');
  made.tools.answer(/apply --filename -/, () => {
    made.reader.put({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {name: 'web', namespace: 'default', uid: 'u', generation: 1},
      spec: {replicas: 1},
      status: {observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1},
    });
    return {stdout: 'deployment.apps/web created\n'};
  });
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(made.events.find(({type}) => type === 'resource.waiting')).toMatchObject({workloads: ['deployment/web']});
});

test('a hook that throws fails its step', async () => {
  const made = await scene({
    apply: async () => {
      throw new Error('no such bucket');
    },
  });
  expect(await made.run(made.plan('apply'))).toMatchObject({
    outcome: 'failed',
    failed: [{id: 'a.own', error: {code: 'KF620', message: expect.stringContaining('no such bucket')}}],
  });
});

test.each([
  [{health: async () => true}, true, 'own healthy'],
  [{health: async () => false}, false, 'own unhealthy'],
  [
    {
      health: async () => {
        throw new Error('cannot tell');
      },
    },
    false,
    'the hook `health` of runner `Own` failed: cannot tell',
  ],
  [{apply: async () => undefined}, true, 'nothing to check'],
])('health %#', async (hooks, healthy, detail) => {
  const made = await scene(hooks as RunnerInstance);
  const report = await readHealth(request(made, 'health'));
  expect(report).toMatchObject({healthy, resources: [{healthy, detail: expect.stringContaining(detail)}]});
});

test('status shows what the hook says, or why it could not', async () => {
  const saying = await scene({status: async () => '3 of 3 shards'});
  expect((await readStatus(request(saying, 'status'))).resources[0]?.runners).toEqual([
    {step: 'own', status: '3 of 3 shards'},
  ]);
  const failing = await scene({
    status: async () => {
      throw new Error('timed out');
    },
  });
  expect((await readStatus(request(failing, 'status'))).resources[0]?.runners).toMatchObject([
    {status: expect.stringContaining('timed out')},
  ]);
  const silent = await scene({apply: async () => undefined});
  expect((await readStatus(request(silent, 'status'))).resources[0]?.runners).toEqual([]);
});
