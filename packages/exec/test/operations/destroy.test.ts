import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {configMap, deployment, Scene} from './scene.js';

const files = {'db.m.yaml': deployment('db'), 'web.m.yaml': deployment('web'), 'extra.m.yaml': configMap('extra')};

const dbAndWeb = () =>
  Scene.of(
    {
      db: 'namespace: shop\nmanifests: [db.m.yaml, extra.m.yaml]',
      web: 'namespace: shop\ndependsOn: [db]\nmanifests: [web.m.yaml]',
    },
    files,
  );

async function applied(): Promise<Scene> {
  const scene = await dbAndWeb();
  await scene.run(scene.plan('apply'));
  scene.events.length = 0;
  scene.tools.ran.length = 0;
  return scene;
}

test('dependents go first and are gone before what they depend on; sources in reverse order', async () => {
  const scene = await applied();
  const report = await scene.run(scene.plan('destroy'));
  expect(report).toMatchObject({outcome: 'succeeded', succeeded: ['web.manifests', 'db.manifests']});
  expect(scene.story).toEqual([
    'run.started',
    'phase.started default',
    'step.started web.manifests',
    'step.succeeded web.manifests',
    'resource.waiting web',
    'resource.ready web',
    'step.started db.manifests',
    'step.succeeded db.manifests',
    'resource.waiting db',
    'resource.ready db',
    'phase.finished default',
    'run.finished',
  ]);
  expect(scene.tools.ran.at(-1)).toBe(
    `kubectl delete --ignore-not-found --cascade=foreground --wait=false -f ${scene.dir}/extra.m.yaml -f ${scene.dir}/db.m.yaml --namespace shop`,
  );
  const {resources} = await scene.state();
  expect([resources['db']?.status, resources['web']?.status]).toEqual(['destroyed', 'destroyed']);
  expect(resources['db']?.steps['manifests']?.manifests).toBeUndefined();
});

test('what is held by a finalizer fails the resource, and spares what it depends on', async () => {
  const scene = await applied();
  scene.tools.held.add('deployment/web');
  const ended = scene.run(scene.plan('destroy'), {timeout: 5});
  while (!scene.story.includes('resource.waiting web')) await settle();
  await scene.clock.advance(6);
  expect(await ended).toMatchObject({
    outcome: 'failed',
    exitCode: 1,
    failed: [{id: 'web', error: {code: 'KF812', message: expect.stringContaining('example.com/hold')}}],
    skipped: [{step: 'db.manifests', reason: 'web is not gone'}],
  });
  expect((await scene.state()).resources['web']?.status).toBe('failed');
});

test('a kind that is not served any more has no objects left', async () => {
  const scene = await applied();
  const gone =
    'resource mapping not found for name: "w" namespace: "" from "web.m.yaml": no matches for kind "Widget" in version "example.com/v1"\nensure CRDs are installed first\n';
  scene.tools.answer(/delete .*web\.m/, () => {
    scene.reader.remove({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}});
    return {exitCode: 1, stderr: gone};
  });
  expect((await scene.run(scene.plan('destroy'))).outcome).toBe('succeeded');
});

test('any other complaint of a delete is a failure, along with that one too', async () => {
  const scene = await applied();
  const complaints =
    '[resource mapping not found for name: "w" namespace: "" from "web.m.yaml": no matches for kind "Widget" in version "example.com/v1"\nensure CRDs are installed first, error parsing x.yaml: bad]\n';
  scene.tools.answer(/delete .*web\.m/, {exitCode: 1, stderr: complaints});
  const report = await scene.run(scene.plan('destroy'));
  expect(report).toMatchObject({outcome: 'failed', exitCode: 1, failed: [{id: 'web.manifests'}]});
});

test('the steps of a resource are gone one after the other, and reported as one wait', async () => {
  const scene = await Scene.of(
    {
      all: 'namespace: shop\nsteps:\n- {name: one, manifests: [db.m.yaml]}\n- {name: two, manifests: [web.m.yaml]}',
    },
    files,
  );
  await scene.run(scene.plan('apply'));
  scene.events.length = 0;
  scene.tools.held.add('deployment/web');
  const ended = scene.run(scene.plan('destroy'));
  while (!scene.story.includes('resource.waiting all')) await settle();
  expect(scene.story).not.toContain('step.started all.one');
  scene.tools.held.clear();
  scene.reader.remove({apiVersion: 'apps/v1', kind: 'Deployment', metadata: {name: 'web', namespace: 'shop'}});
  expect((await ended).outcome).toBe('succeeded');
  expect(scene.story.filter((line) => line.startsWith('resource.ready'))).toEqual(['resource.ready all']);
});

test('--delete-namespaces comes last, in one request, and waits until they are gone', async () => {
  const scene = await applied();
  scene.tools.held.add('namespace/shop');
  const ended = scene.run(scene.plan('destroy'), {deleteNamespaces: true});
  while (!scene.story.includes('resource.waiting namespaces')) await settle();
  expect(scene.tools.ran.at(-1)).toBe('kubectl delete namespace shop --ignore-not-found --wait=false');
  scene.reader.remove({apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'shop'}});
  expect((await ended).outcome).toBe('succeeded');
  expect(scene.story.slice(-4)).toEqual([
    'phase.finished default',
    'resource.waiting namespaces',
    'resource.ready namespaces',
    'run.finished',
  ]);
});

test('namespaces stay when a destroy failed, and a namespace that does not go away is a failure', async () => {
  const scene = await applied();
  scene.tools.answer(/delete .*web\.m/, {exitCode: 1, stderr: 'error: no\n'});
  expect((await scene.run(scene.plan('destroy'), {deleteNamespaces: true})).exitCode).toBe(1);
  expect(scene.tools.ran.filter((line) => line.includes('delete namespace'))).toEqual([]);

  const other = await applied();
  other.tools.held.add('namespace/shop');
  const ended = other.run(other.plan('destroy'), {deleteNamespaces: true, timeout: 5});
  while (!other.story.includes('resource.waiting namespaces')) await settle();
  await other.clock.advance(6);
  expect(await ended).toMatchObject({outcome: 'failed', failed: [{id: 'namespace/shop', error: {code: 'KF812'}}]});
});

test('a dry run reports the deletions in the order of the plan and deletes nothing', async () => {
  const scene = await applied();
  await scene.run(scene.plan('destroy'), {deleteNamespaces: true}, {session: scene.session({dryRun: true})});
  expect(scene.tools.ran).toEqual([]);
  expect(scene.events.flatMap((event) => (event.type === 'step.command' ? [event.command] : []))).toEqual([
    `kubectl delete --ignore-not-found --cascade=foreground --wait=false -f ${scene.dir}/web.m.yaml --namespace shop --context test`,
    `kubectl delete --ignore-not-found --cascade=foreground --wait=false -f ${scene.dir}/extra.m.yaml -f ${scene.dir}/db.m.yaml --namespace shop --context test`,
    'kubectl delete namespace shop --ignore-not-found --wait=false --context test',
  ]);
  expect((await scene.state()).resources['db']?.status).toBe('applied');
});

test('a resource without steps is destroyed as well', async () => {
  const scene = await Scene.of({all: 'workloads: [deployment/web]'});
  expect((await scene.run(scene.plan('destroy'))).outcome).toBe('succeeded');
  expect((await scene.state()).resources['all']?.status).toBe('destroyed');
});
