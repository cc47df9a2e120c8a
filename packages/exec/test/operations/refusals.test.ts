import {expect, test} from '@jest/globals';
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
