import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {configMap, Scene} from './scene.js';

const files = {'a.m.yaml': configMap('a'), 'b.m.yaml': configMap('b')};

const created = (scene: Scene): string[] => scene.tools.ran.filter((line) => line.includes('create namespace'));

test.each([
  ['each once in a run', 'namespace: x\nmanifests: [a.m.yaml]', 'namespace: x\nmanifests: [b.m.yaml]', ['x']],
  ['of steps', 'namespace: x\nsteps: [{name: s, namespace: y, manifests: [a.m.yaml]}]', 'manifests: [b.m.yaml]', ['y']],
  ["none of Kubernetes' own", 'namespace: kube-system\nmanifests: [a.m.yaml]', 'manifests: [b.m.yaml]', []],
  [
    'none where it is switched off',
    'namespace: x\nautoCreateNamespace: false\nmanifests: [a.m.yaml]',
    'manifests: [b.m.yaml]',
    [],
  ],
  [
    'none for a step without one',
    'namespace: x\nsteps: [{name: s, noNamespace: true, manifests: [a.m.yaml]}]',
    'manifests: [b.m.yaml]',
    [],
  ],
])('creates the namespaces %s', async (_, a, b, expected) => {
  const scene = await Scene.of({a, b}, files);
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
  expect(created(scene)).toEqual(expected.map((name) => `kubectl create namespace ${name}`));
});

const one = () => Scene.of({a: 'namespace: x\nmanifests: [a.m.yaml]'}, files);

test('leaves one alone that exists', async () => {
  const scene = await one();
  scene.reader.put({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'x'}});
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
  expect(created(scene)).toEqual([]);
});

test('somebody else may be faster', async () => {
  const scene = await one();
  const stderr = 'Error from server (AlreadyExists): namespaces "x" already exists\n';
  scene.tools.answer(/create namespace/, {exitCode: 1, stderr});
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
});

test('one that cannot be created fails the step', async () => {
  const scene = await one();
  scene.tools.answer(/create namespace/, {exitCode: 1, stderr: 'Error from server (Forbidden): no\n'});
  expect(await scene.run(scene.plan('apply'))).toMatchObject({outcome: 'failed', failed: [{id: 'a.manifests'}]});
});

test('one that is still being deleted is waited for, and made anew', async () => {
  const scene = await one();
  const metadata = {name: 'x', deletionTimestamp: 'now'};
  scene.reader.put({apiVersion: 'v1', kind: 'Namespace', metadata});
  const ended = scene.run(scene.plan('apply'));
  while (!scene.story.includes('step.waiting a.manifests')) await settle();
  expect(created(scene)).toEqual([]);
  scene.reader.remove({apiVersion: 'v1', kind: 'Namespace', metadata});
  await scene.clock.advance(1);
  expect((await ended).outcome).toBe('succeeded');
  expect(created(scene)).toHaveLength(1);
});

test('one that stays in deletion fails the step when its time is over', async () => {
  const scene = await one();
  scene.reader.put({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'x', deletionTimestamp: 'now'}});
  const ended = scene.run(scene.plan('apply'), {timeout: 3});
  while (!scene.story.includes('step.waiting a.manifests')) await settle();
  await scene.clock.advance(10);
  expect(await ended).toMatchObject({failed: [{id: 'a.manifests', error: {code: 'KF731'}}]});
});
