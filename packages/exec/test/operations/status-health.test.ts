import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {readHealth} from '../../src/operations/health.js';
import {readStatus} from '../../src/operations/status.js';
import {systemClock} from '../../src/ports/system-clock.js';
import {openStateStore} from '../../src/state/open-state-store.js';
import {deployment as liveDeployment, pod, replicaSet} from '../cluster/objects.js';
import {configMap, deployment, noRunners, Scene} from './scene.js';

const request = (scene: Scene, operation: 'status' | 'health', ...targets: string[]) => ({
  project: scene.project,
  plan: scene.plan(operation, targets),
  session: scene.session(),
  runners: noRunners,
});

const files = {'web.m.yaml': `${deployment('web')}---\n${configMap('c')}`, 'c.m.yaml': configMap('c')};

test('status: state, live readiness without any state, drift', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nmanifests: [web.m.yaml]', none: 'manifests: [c.m.yaml]'}, files);
  scene.reader.put(liveDeployment({replicas: 3, available: 1}));
  expect(await readStatus(request(scene, 'status'))).toEqual({
    context: 'test',
    resources: [
      expect.objectContaining({name: 'web', phase: 'default', namespace: 'shop', state: 'unknown', ready: 1, total: 3}),
      expect.objectContaining({name: 'none', state: 'unknown', ready: 0, total: 0, workloads: [], drift: []}),
    ],
  });
  await scene.run(scene.plan('apply'));
  await writeFile(join(scene.dir, 'web.m.yaml'), deployment('web'));
  const {resources} = await readStatus(request(scene, 'status', 'web'));
  expect(resources).toEqual([
    expect.objectContaining({
      state: 'applied',
      ready: 1,
      total: 1,
      drift: [join(scene.dir, 'web.m.yaml')],
      lastApplied: expect.any(String),
    }),
  ]);
});

test('a state that is of another cluster is said to be', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nmanifests: [web.m.yaml]'}, files);
  await scene.run(scene.plan('apply'));
  const events: unknown[] = [];
  const session = scene.session({identity: 'uid-of-another'});
  await readStatus({...request(scene, 'status'), session, onEvent: (event) => events.push(event)});
  expect(events).toMatchObject([
    {type: 'warning', message: 'context `test` now points to another cluster than the one kflow applied to'},
  ]);
});

test('what a kustomization makes counts; one that cannot be rendered has nothing to look at', async () => {
  const scene = await Scene.of(
    {web: 'namespace: shop\nsteps: [{name: s, kustomize: {path: overlay}}]'},
    {'overlay/kustomization.yaml': 'resources: []\n'},
  );
  scene.reader.put(liveDeployment({replicas: 3, available: 1}));
  scene.tools.answer(/kustomize/, {stdout: `${deployment('web')}---\n${configMap('c')}`});
  expect((await readStatus(request(scene, 'status'))).resources).toMatchObject([{ready: 1, total: 3}]);
  const broken = await Scene.of(
    {web: 'steps: [{name: s, kustomize: {path: overlay}}]'},
    {'overlay/kustomization.yaml': 'resources: []\n'},
  );
  expect((await readStatus(request(broken, 'status'))).resources).toMatchObject([{ready: 0, total: 0}]);
});

test('each list is read once, however many resources ask for it', async () => {
  const found = 'namespace: shop\nselector: app=web';
  const scene = await Scene.of(
    {a: found, b: found, c: 'namespace: shop\nmanifests: [web.m.yaml]'},
    {'web.m.yaml': deployment('web')},
  );
  const web = liveDeployment({available: 1});
  scene.reader.put({...web, metadata: {...web.metadata, labels: {app: 'web'}}});
  expect((await readStatus(request(scene, 'status'))).resources.map(({total}) => total)).toEqual([1, 1, 1]);
  const {reads} = scene.reader;
  expect(reads.filter((path) => path.includes('/deployments')).length).toBeGreaterThan(0);
  expect(reads).toEqual([...new Set(reads)]);
});

test('what selectors look in is listed while the state is read', async () => {
  const found = 'selector: app=web';
  const scene = await Scene.of({
    a: `namespace: one\n${found}`,
    b: `namespace: two\n${found}`,
    c: `namespace: two\n${found}`,
  });
  const store = openStateStore({dir: scene.project.stateDir, clock: systemClock(), readOnly: true});
  let listed: string[] = [];
  const state = {
    ...store,
    load: async () => {
      listed = scene.reader.reads.filter((path) => path.includes('/deployments'));
      return {state: {version: 2 as const, clusters: {}}, legacy: false};
    },
  };
  await readStatus({...request(scene, 'status'), state});
  expect(listed.sort()).toEqual([expect.stringContaining('/one/'), expect.stringContaining('/two/')]);
  expect(scene.reader.reads).toEqual([...new Set(scene.reader.reads)]);
});

test('a workload that is missing counts as one that is not ready', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nworkloads: [deployment/web, statefulset/db]'});
  scene.reader.put(liveDeployment({available: 1}));
  const {resources} = await readStatus(request(scene, 'status'));
  expect(resources[0]).toMatchObject({ready: 1, total: 2});
  expect(await readHealth(request(scene, 'health'))).toMatchObject({
    healthy: false,
    resources: [{name: 'web', healthy: false, state: 'unhealthy', detail: 'statefulset/db does not exist'}],
  });
});

test('health says what is not ready and why, and what is fine', async () => {
  const scene = await Scene.of({web: 'namespace: shop\nmanifests: [web.m.yaml]', none: 'manifests: [c.m.yaml]'}, files);
  const web = liveDeployment({replicas: 1, available: 0});
  const set = replicaSet(web, '1');
  scene.reader.put(web, set, pod('web-1', set, {waiting: 'ImagePullBackOff'}));
  expect(await readHealth(request(scene, 'health'))).toMatchObject({
    context: 'test',
    healthy: false,
    resources: [
      {name: 'web', healthy: false, state: 'unhealthy', detail: 'deployment/web 0/1 ready (ImagePullBackOff)'},
      {name: 'none', healthy: true, detail: 'nothing to check', workloads: []},
    ],
  });
  scene.reader.put(liveDeployment({replicas: 1, available: 1}));
  expect(await readHealth(request(scene, 'health', 'web'))).toMatchObject({
    healthy: true,
    resources: [{healthy: true, detail: 'deployment/web 1/1 ready'}],
  });
});

test('releases are listed once for each namespace; one that is not deployed is unhealthy', async () => {
  const chart = {'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n'};
  const resources = Object.fromEntries(
    ['a', 'b', 'c'].map((name) => [name, 'namespace: shop\nhelm: {chart: ./chart}']),
  );
  const scene = await Scene.of(resources, chart);
  const rows = [
    {name: 'a', namespace: 'shop', revision: '3', status: 'deployed', chart: 'chart-1.0.0'},
    {name: 'b', namespace: 'shop', revision: '1', status: 'failed', chart: 'chart-1.0.0'},
  ];
  scene.tools.answer(/^helm list/, {stdout: JSON.stringify(rows)});
  const status = await readStatus(request(scene, 'status'));
  expect(status.resources.map(({helm}) => helm)).toEqual([
    [{release: 'a', namespace: 'shop', status: 'deployed', revision: 3}],
    [{release: 'b', namespace: 'shop', status: 'failed', revision: 1}],
    [{release: 'c', namespace: 'shop', status: 'missing'}],
  ]);
  expect(scene.tools.ran).toHaveLength(1);
  const health = await readHealth(request(scene, 'health'));
  expect(health.resources.map(({healthy, detail}) => [healthy, detail])).toEqual([
    [true, 'release a deployed'],
    [false, 'release b failed'],
    [false, 'release c missing'],
  ]);
});

test('a helm that cannot be asked leaves the status unknown, and the health bad', async () => {
  const scene = await Scene.of(
    {a: 'namespace: shop\nhelm: {chart: ./chart}'},
    {'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n'},
  );
  scene.tools.answer(/^helm list/, {exitCode: 1, stderr: 'Error: no\n'});
  expect((await readStatus(request(scene, 'status'))).resources[0]?.helm).toMatchObject([{status: 'unknown'}]);
  expect((await readHealth(request(scene, 'health'))).healthy).toBe(false);
});

test('health needs no state, not even a readable one; without a cluster nothing is healthy', async () => {
  const scene = await Scene.of({none: 'manifests: [c.m.yaml]'}, files);
  await scene.run(scene.plan('apply'));
  await writeFile(join(scene.project.stateDir, 'state.json'), '{broken');
  expect((await readHealth(request(scene, 'health'))).healthy).toBe(true);
  await expect(readStatus(request(scene, 'status'))).rejects.toMatchObject({code: 'KF910'});
  const session = scene.session({dryRun: true, cluster: undefined});
  expect((await readHealth({...request(scene, 'health'), session})).healthy).toBe(false);
});
