import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {configMap, Scene} from './scene.js';

const busy = {exitCode: 1, stderr: 'Error from server: etcdserver: leader changed\n'};
const two = () =>
  Scene.of(
    {a: 'namespace: default\nmanifests: [a.m.yaml, b.m.yaml]'},
    {'a.m.yaml': configMap('a'), 'b.m.yaml': configMap('b')},
  );

/** Runs an apply to its end, while the clock goes on as far as anybody waits for it. */
async function ended(scene: Scene) {
  let over = false;
  const report = scene.run(scene.plan('apply')).finally(() => (over = true));
  while (!over) {
    await settle();
    await scene.clock.advance(1);
  }
  return await report;
}

test('what passes is tried again and told of, and what went through the first time counts as such', async () => {
  const scene = await two();
  let tries = 0;
  scene.tools.answer(/apply/, () => {
    tries += 1;
    if (tries < 3) return {...busy, stdout: `configmap/a ${tries === 1 ? 'created' : 'unchanged'}\n`};
    return {stdout: 'configmap/a unchanged\nconfigmap/b created\n'};
  });
  expect((await ended(scene)).outcome).toBe('succeeded');
  expect(tries).toBe(3);
  expect(scene.events.find(({type}) => type === 'step.succeeded')).toMatchObject({
    changes: [
      {object: 'configmap/a', action: 'created'},
      {object: 'configmap/b', action: 'created'},
    ],
  });
  expect(scene.events.filter(({type}) => type === 'step.waiting')).toMatchObject([
    {step: 'a.manifests', message: 'etcd is changing its leader: trying again', seconds: 0},
    {step: 'a.manifests'},
  ]);
});

test('not forever: then it fails of the last failure, and says what went through', async () => {
  const scene = await two();
  let tries = 0;
  scene.tools.answer(/apply/, () => ({...busy, stdout: (tries += 1) === 1 ? 'configmap/a created\n' : ''}));
  const {failed} = await ended(scene);
  expect(failed).toMatchObject([
    {id: 'a.manifests', error: {code: 'KF703', message: expect.stringMatching(/leader changed.*configmap\/a created/)}},
  ]);
  expect(tries).toBeGreaterThan(5);
  for (const event of scene.events) if (event.type === 'step.waiting') expect(event.seconds).toBeLessThan(60);
});

test('what will not pass is not tried again', async () => {
  const scene = await two();
  let tries = 0;
  scene.tools.answer(/apply/, () => {
    tries += 1;
    return {exitCode: 1, stderr: 'The ConfigMap "a" is invalid: data: Invalid value\n'};
  });
  expect((await ended(scene)).outcome).toBe('failed');
  expect(tries).toBe(1);
});

test('an interruption ends the waiting for another try', async () => {
  const scene = await two();
  scene.tools.answer(/apply/, busy);
  const stop = new AbortController();
  const kill = new AbortController();
  const report = scene.run(scene.plan('apply'), {}, {signal: stop.signal, kill: kill.signal});
  await settle();
  stop.abort(new Error('interrupted'));
  kill.abort(new Error('interrupted'));
  expect(await report).toMatchObject({outcome: 'interrupted', exitCode: 130});
});
