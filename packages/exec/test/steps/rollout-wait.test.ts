import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {deployment, object, pod, replicaSet} from '../cluster/objects.js';
import {Scene} from '../operations/scene.js';

const step = (spec = '{}') => `namespace: shop\nsteps: [{name: w, rolloutWait: ${spec}}]`;
const unready = deployment({available: 0});

test('waits for every workload of the namespace', async () => {
  const scene = await Scene.of({a: step()});
  scene.reader.put(unready);
  const ended = scene.run(scene.plan('apply'));
  while (!scene.story.includes('step.waiting a.w')) await settle();
  expect(scene.events.find(({type}) => type === 'step.waiting')).toMatchObject({
    message: expect.stringContaining('deployment/web: '),
  });
  scene.reader.put(deployment({available: 1}));
  expect((await ended).outcome).toBe('succeeded');
  expect(scene.tools.ran).toEqual([]);
});

test.each([
  ['an empty namespace', '{}', []],
  ['other namespaces', '{namespace: other}', [unready]],
  ['other kinds', '{kinds: [statefulset, ds]}', [unready]],
  ['other labels', '{selector: tier=back}', [unready]],
  ['ReplicaSets, unless they are asked for', '{}', [object('apps/v1', 'ReplicaSet', 'alone', {spec: {replicas: 1}})]],
])('does not wait for %s', async (_, spec, objects) => {
  const scene = await Scene.of({a: step(spec)});
  scene.reader.put(...objects);
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
});

test('fails early, and says why', async () => {
  const scene = await Scene.of({a: step()});
  const set = replicaSet(unready, '1');
  scene.reader.put(unready, set, pod('web-1', set, {waiting: 'ImagePullBackOff', message: 'no such image'}));
  const ended = scene.run(scene.plan('apply'));
  while (!scene.story.includes('step.waiting a.w')) await settle();
  await scene.clock.advance(40);
  expect((await ended).failed).toMatchObject([
    {id: 'a.w', error: {code: 'KF811', diagnosis: {pod: 'web-1', reason: 'ImagePullBackOff'}}},
  ]);
});

test('fails when its own time is over', async () => {
  const scene = await Scene.of({a: step('{timeout: 10}')});
  scene.reader.put(unready);
  const ended = scene.run(scene.plan('apply'));
  while (!scene.story.includes('step.waiting a.w')) await settle();
  await scene.clock.advance(11);
  expect((await ended).failed).toMatchObject([{id: 'a.w', error: {code: 'KF810'}}]);
});

test('a dry run shows kubectl commands that do the same; destroy does nothing', async () => {
  const scene = await Scene.of({a: step('{kinds: [deploy], selector: tier=back}')});
  await scene.run(scene.plan('apply'), {}, {session: scene.session({dryRun: true})});
  await scene.run(scene.plan('destroy'));
  expect(scene.events.filter(({type}) => type === 'step.command')).toMatchObject([
    {
      command: expect.stringContaining(
        'rollout status deployment --selector=tier=back --timeout=300s --namespace shop',
      ),
      ran: false,
    },
  ]);
  expect(scene.tools.ran).toEqual([]);
});
