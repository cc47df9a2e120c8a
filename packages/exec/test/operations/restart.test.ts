import {expect, test} from '@jest/globals';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import type {RegisteredRunner} from '../../src/runners/registry.js';
import {settle} from '../cluster/held-clock.js';
import {configMap, deployment, Scene} from './scene.js';

const restarted = (scene: Scene) => scene.tools.ran.filter((line) => line.startsWith('kubectl rollout'));
const warnings = (scene: Scene) => scene.events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));

/** kubectl restarts what it is told to; the workloads are in the cluster, and ready. */
function withWorkloads(scene: Scene, ...workloads: [kind: string, name: string, labels?: {[key: string]: string}][]) {
  for (const [kind, name, labels = {}] of workloads) scene.reader.put(workload(kind, name, labels));
  scene.tools.answer(/^kubectl rollout restart/, ({args}) => ({
    stdout: args
      .filter((argument) => argument.includes('/'))
      .map((name) => `${name.replace('/', '.apps/')} restarted\n`)
      .join(''),
  }));
  return scene;
}

function workload(kind: string, name: string, labels: {[key: string]: string}): KubeObject {
  return {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {name, namespace: 'shop', uid: name, generation: 1, labels},
    spec: {replicas: 1},
    status: {
      observedGeneration: 1,
      replicas: 1,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      desiredNumberScheduled: 1,
      updatedNumberScheduled: 1,
      numberAvailable: 1,
      conditions: kind === 'Job' ? [{type: 'Complete', status: 'True'}] : [],
    },
  };
}

test('restarts what is named, waits for it, and says so in the state', async () => {
  const scene = await Scene.of({
    web: 'namespace: shop\nselector: app=other\nworkloads: [deployment/web, DaemonSet/log]',
  });
  withWorkloads(scene, ['Deployment', 'web'], ['DaemonSet', 'log'], ['Deployment', 'other', {app: 'other'}]);
  const report = await scene.run(scene.plan('restart'));
  expect(report).toMatchObject({outcome: 'succeeded', succeeded: ['restart web']});
  expect(restarted(scene)).toEqual(['kubectl rollout restart deployment/web daemonset/log --namespace shop']);
  expect(scene.story).toEqual([
    'run.started',
    'phase.started default',
    'step.started restart web',
    'step.succeeded restart web',
    'resource.waiting web',
    'resource.ready web',
    'phase.finished default',
    'run.finished',
  ]);
  expect(scene.events.find(({type}) => type === 'step.succeeded')).toMatchObject({
    changes: [
      {object: 'deployment.apps/web', namespace: 'shop', action: 'restarted'},
      {object: 'daemonset.apps/log', namespace: 'shop', action: 'restarted'},
    ],
  });
  expect((await scene.state()).resources['web']).toMatchObject({status: 'applied', lastOperation: 'restart'});
});

test.each([
  ['the selector finds it', 'selector: app=web', {app: 'web'}],
  ['it has the label of the release', 'helm: {release: web, chart: ./chart}', {'app.kubernetes.io/instance': 'web'}],
])('without workloads: %s', async (_, yaml, labels) => {
  const scene = await Scene.of({web: `namespace: shop\n${yaml}`}, {'chart/Chart.yaml': 'name: web\nversion: 1.0.0\n'});
  withWorkloads(scene, ['Deployment', 'web', labels], ['Deployment', 'somebody-elses'], ['Job', 'once', labels]);
  expect(await scene.run(scene.plan('restart'))).toMatchObject({outcome: 'succeeded'});
  expect(restarted(scene)).toEqual(['kubectl rollout restart deployment/web --namespace shop']);
});

test("a resource that names nothing restarts the workloads of its own manifests, and nobody else's", async () => {
  const scene = await Scene.of({web: 'namespace: shop\nmanifests: [web.m.yaml]'}, {'web.m.yaml': deployment('web')});
  withWorkloads(scene, ['Deployment', 'web'], ['Deployment', 'somebody-elses']);
  expect(await scene.run(scene.plan('restart'))).toMatchObject({outcome: 'succeeded', succeeded: ['restart web']});
  expect(scene.events.find(({type}) => type === 'resource.waiting')).toMatchObject({workloads: ['deployment/web']});
  expect(restarted(scene)).toEqual(['kubectl rollout restart deployment/web --namespace shop']);
});

test('a resource with nothing to restart is warned of, and nothing is recorded', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nmanifests: [web.m.yaml]'}, {'web.m.yaml': configMap('web')});
  withWorkloads(scene, ['Deployment', 'somebody-elses']);
  expect(await scene.run(scene.plan('restart'))).toMatchObject({outcome: 'succeeded', succeeded: []});
  expect(restarted(scene)).toEqual([]);
  expect(warnings(scene)).toEqual(['nothing to restart']);
  expect((await scene.state()).resources).toEqual({});
});

test('what cannot be restarted is left out, and said', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nworkloads: [job/once, deployment/web]'});
  withWorkloads(scene, ['Deployment', 'web'], ['Job', 'once']);
  expect(await scene.run(scene.plan('restart'))).toMatchObject({outcome: 'succeeded'});
  expect(restarted(scene)).toEqual(['kubectl rollout restart deployment/web --namespace shop']);
  expect(warnings(scene)).toEqual(['job/once cannot be restarted']);
});

test('two resources that name the same workload restart it once', async () => {
  const scene = await Scene.of({
    one: 'namespace: shop\nworkloads: [deployment/web]',
    two: 'namespace: shop\nworkloads: [deployment/web]',
  });
  withWorkloads(scene, ['Deployment', 'web']);
  expect(await scene.run(scene.plan('restart'))).toMatchObject({outcome: 'succeeded'});
  expect(restarted(scene)).toHaveLength(1);
});

test('a failed restart fails the resource and what depends on it', async () => {
  const scene = await Scene.of({
    db: 'namespace: shop\nworkloads: [deployment/db]',
    web: 'namespace: shop\nworkloads: [deployment/web]\ndependsOn: [db]',
  });
  withWorkloads(scene, ['Deployment', 'web'], ['Deployment', 'db']);
  const {tools} = scene;
  tools['rules'].unshift({pattern: /restart deployment\/db/, reply: () => ({exitCode: 1, stderr: 'error: no\n'})});
  expect(await scene.run(scene.plan('restart'))).toMatchObject({
    exitCode: 1,
    failed: [{id: 'restart db', error: {code: 'KF703'}}],
    skipped: [{step: 'restart web', reason: 'restart db failed'}],
  });
  expect((await scene.state()).resources['db']).toMatchObject({status: 'failed', lastOperation: 'restart'});
  tools['rules'].shift();
  expect(await scene.run(scene.plan('restart'))).toMatchObject({exitCode: 0});
  expect((await scene.state()).resources['db']).toMatchObject({status: 'applied', lastOperation: 'restart'});
});

test('a restart does not mend what an apply left failed', async () => {
  const scene = await Scene.of(
    {web: 'namespace: shop\nworkloads: [deployment/web]\nmanifests: [web.m.yaml]'},
    {'web.m.yaml': deployment('web')},
  );
  withWorkloads(scene, ['Deployment', 'web']);
  scene.tools.answer(/apply/, {exitCode: 1, stderr: 'error: no\n'});
  await scene.run(scene.plan('apply'));
  await scene.run(scene.plan('restart'));
  expect((await scene.state()).resources['web']).toMatchObject({status: 'failed', lastOperation: 'restart'});
});

test('runners restart what is theirs, before the workloads', async () => {
  const scene = await Scene.of(
    {
      web: 'namespace: shop\nworkloads: [deployment/web]\nrunners: [{class: Own, file: ./own.ts}, {class: None, file: ./own.ts}]',
    },
    {'own.ts': ''},
  );
  withWorkloads(scene, ['Deployment', 'web']);
  const called: string[] = [];
  const runner = (name: string, hooks: string[]): RegisteredRunner => ({
    name,
    file: '/own.ts',
    specifier: 'own.ts',
    hooks,
    create: () => ({restart: async () => void called.push(`${name} after ${restarted(scene).length}`)}),
  });
  const all = [runner('Own', ['restart']), runner('None', [])];
  scene.runners = {find: (name) => all.find((each) => each.name === name), all: () => all};
  expect(await scene.run(scene.plan('restart'))).toMatchObject({succeeded: ['web.Own', 'restart web']});
  expect(called).toEqual(['Own after 0']);
});

test('a dependent restarts when what it depends on is ready again', async () => {
  const scene = await Scene.of({
    db: 'namespace: shop\nworkloads: [deployment/db]',
    web: 'namespace: shop\nworkloads: [deployment/web]\ndependsOn: [db]',
  });
  withWorkloads(scene, ['Deployment', 'web'], ['Deployment', 'db']);
  const db = workload('Deployment', 'db', {});
  scene.reader.put({...db, status: {...db.status, availableReplicas: 0, readyReplicas: 0}});
  const ended = scene.run(scene.plan('restart'));
  while (!scene.story.includes('resource.waiting db')) await settle();
  expect(restarted(scene)).toHaveLength(1);
  scene.reader.put(db);
  expect(await ended).toMatchObject({outcome: 'succeeded', succeeded: ['restart db', 'restart web']});
});

test.each([
  ['workloads: [deploy/web]', 'deployment/web'],
  ['selector: app=web', 'deployments,statefulsets,daemonsets --selector app=web'],
])('a dry run without a cluster guesses: %s', async (yaml, args) => {
  const scene = await Scene.of({web: `namespace: shop\n${yaml}`});
  const session = scene.session({dryRun: true, cluster: undefined});
  expect(await scene.run(scene.plan('restart'), {}, {session})).toMatchObject({outcome: 'succeeded'});
  expect(scene.tools.ran).toEqual([]);
  expect(scene.events.find(({type}) => type === 'step.command')).toMatchObject({
    command: `kubectl rollout restart ${args} --namespace shop --context test`,
    ran: false,
  });
});

test('reload applies, then restarts what it applied; a ConfigMap alone has nothing to restart', async () => {
  const scene = await Scene.of(
    {web: 'namespace: shop\nmanifests: [web.m.yaml]', config: 'namespace: shop\nmanifests: [config.m.yaml]'},
    {'web.m.yaml': deployment('web'), 'config.m.yaml': configMap('config')},
  );
  withWorkloads(scene);
  const report = await scene.run(scene.plan('reload'));
  expect(report).toMatchObject({succeeded: ['web.manifests', 'config.manifests', 'restart web']});
  expect(scene.tools.ran.filter((line) => !line.includes('config.m')).slice(-2)).toEqual([
    `kubectl apply -f ${scene.dir}/web.m.yaml --openapi-patch=false --namespace shop`,
    'kubectl rollout restart deployment/web --namespace shop',
  ]);
  expect(warnings(scene)).toEqual([]);
  const {resources} = await scene.state();
  expect(resources['config']).toMatchObject({
    status: 'applied',
    lastOperation: 'reload',
    lastApplied: expect.any(String),
  });
});

test('reload restarts a workload that is down, rather than to wait for it first', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nmanifests: [web.m.yaml]'}, {'web.m.yaml': deployment('web')});
  withWorkloads(scene);
  scene.tools.unready.add('web');
  const ended = scene.run(scene.plan('reload'));
  while (!scene.story.includes('resource.waiting web')) await settle();
  expect(restarted(scene)).toHaveLength(1);
  scene.reader.put(workload('Deployment', 'web', {}));
  expect(await ended).toMatchObject({outcome: 'succeeded'});
});

test('a dry run of reload shows the restart of what the manifests declare', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nmanifests: [web.m.yaml]'}, {'web.m.yaml': deployment('web')});
  const session = scene.session({dryRun: true});
  await scene.run(scene.plan('reload'), {}, {session});
  const commands = scene.events.flatMap((event) => (event.type === 'step.command' ? [event.command] : []));
  expect(commands.at(-1)).toBe('kubectl rollout restart deployment/web --namespace shop --context test');
  expect(scene.tools.ran).toEqual([]);
});
