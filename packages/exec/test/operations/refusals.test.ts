import {expect, test} from '@jest/globals';
import type {Plan} from '@kflow/core';
import {lockCluster} from '../../src/state/lock/cluster-lock.js';
import {openStateStore} from '../../src/state/open-state-store.js';
import {configMap, Scene} from './scene.js';

const one = () => Scene.of({a: 'namespace: x\nmanifests: [a.m.yaml]'}, {'a.m.yaml': configMap('a')});

test('a plan with a step of a kind that is not run yet is refused before anything runs', async () => {
  const scene = await Scene.of(
    {a: 'manifests: [a.m.yaml]\nsteps:\n- name: later\n  script: {run: "true"}'},
    {'a.m.yaml': configMap('a')},
  );
  const plan = scene.plan('apply');
  const [step] = plan.phases.flatMap(({steps}) => steps).filter(({id}) => id === 'a.later');
  // As a plan of a newer version has it.
  Object.assign(step!, {kind: 'teleport'});
  await expect(scene.run(plan)).rejects.toMatchObject({
    family: 'user',
    code: 'KF940',
    message: expect.stringMatching(/a\.later \(teleport, .*a\.yaml:5\)/),
  });
  expect([scene.tools.ran, scene.events]).toEqual([[], []]);
});

test('an operation that is not run yet is refused', async () => {
  const scene = await one();
  await expect(scene.run(scene.plan('status'))).rejects.toMatchObject({family: 'user', code: 'KF941'});
});

test('a context that points at another cluster than before is refused, and the lock is let go', async () => {
  const scene = await one();
  await scene.run(scene.plan('apply'));
  scene.tools.ran.length = 0;
  const session = scene.session({identity: 'another'});
  await expect(scene.run(scene.plan('apply'), {}, {session})).rejects.toMatchObject({family: 'user', code: 'KF930'});
  expect(scene.tools.ran).toEqual([]);
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
});

test('a dry run does not care which cluster the state is of, nor who has the lock', async () => {
  const scene = await one();
  const store = openStateStore({dir: scene.project.stateDir, clock: scene.clock});
  await store.recordIdentity('test', 'another');
  const lock = await lockCluster({
    dir: scene.project.stateDir,
    context: 'test',
    operation: 'apply',
    clock: scene.clock,
  });
  const session = scene.session({dryRun: true});
  expect((await scene.run(scene.plan('apply'), {}, {session})).outcome).toBe('succeeded');
  await lock.release();
});

test('another run on the same cluster is named', async () => {
  const scene = await one();
  const lock = await lockCluster({
    dir: scene.project.stateDir,
    context: 'test',
    operation: 'apply',
    clock: scene.clock,
  });
  await expect(scene.run(scene.plan('apply'))).rejects.toMatchObject({
    code: 'KF920',
    message: expect.stringContaining(String(process.pid)),
  });
  expect(scene.tools.ran).toEqual([]);
  await lock.release();
});

test('a plan of another version is refused before anything runs, whatever else it has', async () => {
  const scene = await one();
  const plan = {...scene.plan('apply'), version: 2, operation: 'teleport'} as unknown as Plan;
  await expect(scene.run(plan)).rejects.toMatchObject({
    family: 'user',
    code: 'KF942',
    message: 'the plan has version 2, and this engine runs 1',
    hint: expect.stringContaining('newer @kflow/exec'),
  });
  const {version: _, ...without} = scene.plan('apply');
  await expect(scene.run(without as Plan)).rejects.toMatchObject({code: 'KF942'});
  expect([scene.tools.ran, scene.events]).toEqual([[], []]);
});

test('a plan that was written down is run as well as a new one', async () => {
  const scene = await one();
  const plan = JSON.parse(JSON.stringify(scene.plan('apply'))) as Plan;
  // Of a later 1.x: a reader leaves alone what it does not know.
  Object.assign(plan, {fromTheFuture: {a: 1}});
  expect((await scene.run(plan)).succeeded).toEqual(['a.manifests']);
});

test('a plan of another project is refused before anything runs', async () => {
  const scene = await one();
  const other = await Scene.of({b: 'namespace: x\nmanifests: [b.m.yaml]'}, {'b.m.yaml': configMap('b')});
  await expect(scene.run(other.plan('apply'))).rejects.toMatchObject({
    family: 'user',
    code: 'KF943',
    message: 'the project has no b, b.manifests, as the plan has',
  });
  expect([scene.tools.ran, scene.events]).toEqual([[], []]);
});
