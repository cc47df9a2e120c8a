import {access} from 'node:fs/promises';
import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {configMap, deployment, Scene} from './scene.js';

const files = {'db.m.yaml': deployment('db'), 'web.m.yaml': deployment('web'), 'other.m.yaml': configMap('other')};

const twoPhases = () =>
  Scene.of(
    {
      db: 'namespace: shop\nphase: storage\nmanifests: [db.m.yaml]',
      web: 'namespace: shop\nphase: apps\nmanifests: [web.m.yaml]',
    },
    files,
    'phases: [storage, apps]',
  );

test('tells a run from beginning to end, a phase and its waits before the next', async () => {
  const scene = await twoPhases();
  const report = await scene.run(scene.plan('apply'));
  expect(scene.story).toEqual([
    'run.started',
    'phase.started storage',
    'step.started db.manifests',
    'step.succeeded db.manifests',
    'resource.waiting db',
    'resource.ready db',
    'phase.finished storage',
    'phase.started apps',
    'step.started web.manifests',
    'step.succeeded web.manifests',
    'resource.waiting web',
    'resource.ready web',
    'phase.finished apps',
    'run.finished',
  ]);
  expect(report).toMatchObject({outcome: 'succeeded', exitCode: 0, succeeded: ['db.manifests', 'web.manifests']});
  expect(scene.events.at(-1)).toMatchObject({type: 'run.finished', outcome: 'succeeded', exitCode: 0, succeeded: 2});
  expect(scene.tools.ran).toEqual([
    'kubectl create namespace shop',
    `kubectl apply -f ${scene.dir}/db.m.yaml --openapi-patch=false --namespace shop`,
    `kubectl apply -f ${scene.dir}/web.m.yaml --openapi-patch=false --namespace shop`,
  ]);
  const {identity, resources} = await scene.state();
  expect(identity).toBe('uid-of-kube-system');
  expect(resources['web']).toMatchObject({status: 'applied', lastApplied: expect.any(String)});
  expect(resources['web']?.steps['manifests']?.manifests).toEqual({
    [`${scene.dir}/web.m.yaml`]: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
});

test('a dependency on a resource waits for its rollout, one on a step does not', async () => {
  const scene = await Scene.of(
    {
      db: 'namespace: default\nmanifests: [db.m.yaml]',
      web: 'namespace: default\ndependsOn: [db]\nmanifests: [web.m.yaml]',
      other: 'namespace: default\ndependsOn: [db.manifests]\nmanifests: [other.m.yaml]',
    },
    files,
  );
  scene.tools.unready.add('db');
  const ended = scene.run(scene.plan('apply'));
  while (!scene.story.includes('step.succeeded other.manifests')) await settle();
  expect(scene.story).not.toContain('step.started web.manifests');
  scene.tools.unready.delete('db');
  scene.tools['create']([{apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'db', namespace: 'default'}}]);
  expect((await ended).outcome).toBe('succeeded');
  expect(scene.story.indexOf('resource.ready db')).toBeLessThan(scene.story.indexOf('step.started web.manifests'));
});

test('without waiting, ready means that the steps are done', async () => {
  const scene = await twoPhases();
  scene.tools.unready.add('db');
  expect((await scene.run(scene.plan('apply'), {wait: false})).outcome).toBe('succeeded');
  expect(scene.story.filter((line) => line.startsWith('resource.'))).toEqual([]);
  expect((await scene.state()).resources['db']?.status).toBe('applied');
});

test('a failed step stops what comes after, and all of it is in the report and the state', async () => {
  const scene = await twoPhases();
  scene.tools.answer(/apply .*db\.m/, {exitCode: 1, stderr: 'Error from server (Forbidden): no\n'});
  const report = await scene.run(scene.plan('apply'));
  expect(report).toMatchObject({
    outcome: 'failed',
    exitCode: 1,
    succeeded: [],
    failed: [{id: 'db.manifests', error: {code: 'KF703', exitCode: 1}}],
    skipped: [{step: 'web.manifests', reason: 'phase apps not started: phase storage failed'}],
  });
  expect(scene.story).toEqual([
    'run.started',
    'phase.started storage',
    'step.started db.manifests',
    'step.failed db.manifests',
    'phase.finished storage',
    'step.skipped web.manifests',
    'run.finished',
  ]);
  const {resources} = await scene.state();
  expect(resources['db']).toMatchObject({status: 'failed', steps: {manifests: {outcome: 'failed'}}});
  expect(resources['db']?.lastApplied).toBeUndefined();
  expect(resources['web']).toBeUndefined();
});

test('a rollout that takes too long fails its resource, and names who waited for it', async () => {
  const scene = await Scene.of(
    {
      db: 'namespace: default\nmanifests: [db.m.yaml]',
      web: 'namespace: default\ndependsOn: [db]\nmanifests: [web.m.yaml]',
    },
    files,
  );
  scene.tools.unready.add('db');
  const ended = scene.run(scene.plan('apply'), {timeout: 20});
  while (!scene.story.includes('resource.waiting db')) await settle();
  await scene.clock.advance(21);
  expect(await ended).toMatchObject({
    outcome: 'failed',
    succeeded: ['db.manifests'],
    failed: [{id: 'db', error: {code: 'KF810'}}],
    skipped: [{step: 'web.manifests', reason: 'db did not become ready'}],
  });
  expect(scene.story.slice(-4)).toEqual([
    'resource.failed db',
    'step.skipped web.manifests',
    'phase.finished default',
    'run.finished',
  ]);
  expect((await scene.state()).resources['db']?.status).toBe('failed');
});

test('--keep-going goes on with what does not depend on the failure', async () => {
  const scene = await Scene.of(
    {
      db: 'namespace: default\nmanifests: [db.m.yaml]',
      web: 'namespace: default\ndependsOn: [db]\nmanifests: [web.m.yaml]',
      other: 'namespace: default\nmanifests: [other.m.yaml]',
    },
    files,
  );
  scene.tools.answer(/apply .*db\.m/, {exitCode: 1, stderr: 'error: no\n'});
  expect(await scene.run(scene.plan('apply'), {keepGoing: true, concurrency: 1})).toMatchObject({
    outcome: 'failed',
    exitCode: 1,
    succeeded: ['other.manifests'],
    skipped: [{step: 'web.manifests', reason: 'db.manifests failed'}],
  });
});

test('concurrency bounds the commands that run at once', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const scene = await Scene.of(
    Object.fromEntries(names.map((name) => [name, `manifests: [${name}.m.yaml]`])),
    Object.fromEntries(names.map((name) => [`${name}.m.yaml`, configMap(name)])),
  );
  const {release} = scene.tools.hold(/apply/);
  const ended = scene.run(scene.plan('apply'), {concurrency: 2});
  while (scene.tools.most < 2) await settle();
  release();
  expect((await ended).outcome).toBe('succeeded');
  expect(scene.tools.most).toBe(2);
});

test('a dry run reports every command in the order of the plan, and writes nothing', async () => {
  const scene = await twoPhases();
  const report = await scene.run(scene.plan('apply'), {}, {session: scene.session({dryRun: true})});
  expect(report.outcome).toBe('succeeded');
  expect(scene.tools.ran).toEqual([]);
  const commands = scene.events.flatMap((event) => (event.type === 'step.command' ? [event] : []));
  expect(commands.every(({ran, mutating}) => !ran && mutating)).toBe(true);
  expect(commands.map(({step, command}) => `${step}: ${command}`)).toEqual([
    'db.manifests: kubectl create namespace shop --context test',
    `db.manifests: kubectl apply -f ${scene.dir}/db.m.yaml --openapi-patch=false --namespace shop --context test`,
    `web.manifests: kubectl apply -f ${scene.dir}/web.m.yaml --openapi-patch=false --namespace shop --context test`,
  ]);
  await expect(access(scene.project.stateDir)).rejects.toThrow('ENOENT');
});

test('a dry run without a cluster says the same', async () => {
  const scene = await twoPhases();
  const warnings = [{message: 'no cluster'}];
  const session = scene.session({dryRun: true, cluster: undefined, identity: undefined, warnings});
  expect((await scene.run(scene.plan('apply'), {}, {session})).outcome).toBe('succeeded');
  expect(scene.story.slice(0, 2)).toEqual(['run.started', 'warning']);
  expect(scene.events.filter(({type}) => type === 'step.command')).toHaveLength(3);
});
