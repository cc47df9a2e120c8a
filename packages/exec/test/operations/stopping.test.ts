import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {deployment, Scene} from './scene.js';

const twoPhases = () =>
  Scene.of(
    {
      db: 'namespace: default\nphase: storage\nmanifests: [db.m.yaml]',
      web: 'namespace: default\nphase: apps\nmanifests: [web.m.yaml]',
    },
    {'db.m.yaml': deployment('db'), 'web.m.yaml': deployment('web')},
    'phases: [storage, apps]',
  );

test('interrupted: what runs ends, nothing new begins, and it says so', async () => {
  const scene = await twoPhases();
  const apply = scene.tools.hold(/apply .*db\.m/);
  const stop = new AbortController();
  const ended = scene.run(scene.plan('apply'), {}, {signal: stop.signal});
  await apply.started;
  stop.abort();
  apply.release();
  expect(await ended).toMatchObject({
    outcome: 'interrupted',
    exitCode: 130,
    succeeded: ['db.manifests'],
    failed: [],
    skipped: [{step: 'web.manifests', reason: 'interrupted'}],
  });
  expect(scene.events.at(-1)).toMatchObject({type: 'run.finished', outcome: 'interrupted', exitCode: 130});
  const {resources} = await scene.state();
  expect(resources['db']).toMatchObject({status: 'applying', steps: {manifests: {outcome: 'succeeded'}}});
});

test('interrupted while it waits: the wait ends at once and is no failure', async () => {
  const scene = await twoPhases();
  scene.tools.unready.add('db');
  const stop = new AbortController();
  const ended = scene.run(scene.plan('apply'), {}, {signal: stop.signal});
  while (!scene.story.includes('resource.waiting db')) await settle();
  stop.abort();
  expect(await ended).toMatchObject({outcome: 'interrupted', exitCode: 130, failed: []});
  expect(scene.story.slice(-5)).toEqual([
    'resource.waiting db',
    'warning db',
    'phase.finished storage',
    'step.skipped web.manifests',
    'run.finished',
  ]);
  expect((await scene.state()).resources['db']?.status).toBe('applying');
});

test('killed: a command that runs is ended, and its step failed', async () => {
  const scene = await twoPhases();
  const apply = scene.tools.hold(/apply .*db\.m/);
  const stop = new AbortController();
  const kill = new AbortController();
  const ended = scene.run(scene.plan('apply'), {}, {signal: stop.signal, kill: kill.signal});
  await apply.started;
  stop.abort(new Error('once'));
  kill.abort(new Error('twice'));
  expect(await ended).toMatchObject({
    outcome: 'interrupted',
    exitCode: 130,
    succeeded: [],
    failed: [{id: 'db.manifests', error: {code: 'KF902'}}],
  });
  expect((await scene.state()).resources['db']).toMatchObject({
    status: 'failed',
    steps: {manifests: {outcome: 'failed', error: 'interrupted'}},
  });
});

test('interrupted before anything began', async () => {
  const scene = await twoPhases();
  const report = await scene
    .run(scene.plan('apply', []), {}, {signal: AbortSignal.abort()})
    .catch((error: unknown) => error);
  expect(scene.tools.ran).toEqual([]);
  expect(report).toMatchObject({name: 'AbortError'});
});

test('a failure and then an interruption: interrupted, with the failure', async () => {
  const scene = await Scene.of(
    {
      a: 'namespace: default\nmanifests: [db.m.yaml]',
      b: 'namespace: default\nmanifests: [web.m.yaml]',
      c: 'namespace: default\ndependsOn: [b]\nmanifests: [web.m.yaml]',
    },
    {'db.m.yaml': deployment('db'), 'web.m.yaml': deployment('web')},
  );
  scene.tools.answer(/apply .*db\.m/, {exitCode: 1, stderr: 'error: no\n'});
  scene.tools.unready.add('web');
  const stop = new AbortController();
  const ended = scene.run(scene.plan('apply'), {keepGoing: true}, {signal: stop.signal});
  while (!scene.story.includes('resource.waiting b')) await settle();
  stop.abort();
  expect(await ended).toMatchObject({outcome: 'interrupted', exitCode: 130, failed: [{id: 'a.manifests'}]});
});

test('an error inside of kflow ends the run in order', async () => {
  const scene = await twoPhases();
  const plan = scene.plan('apply');
  plan.phases[0]!.steps[0]!.after.steps.push('no.such');
  expect(await scene.run(plan)).toMatchObject({
    outcome: 'failed',
    exitCode: 1,
    failed: [{id: 'run', error: {code: 'KF901'}}],
  });
  expect(scene.events.at(-1)?.type).toBe('run.finished');
});
