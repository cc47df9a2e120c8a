import {gzipSync} from 'node:zlib';
import {expect, test} from '@jest/globals';
import {Scene} from '../operations/scene.js';

const chart = {'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n'};

/**
 * What `helm get manifest` prints: a ConfigMap that helm keeps, a Deployment elsewhere, and a kind that the cluster
 * does not serve.
 */
const manifest = `---
# Source: chart/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: kept, annotations: {helm.sh/resource-policy: keep}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: far}
---
apiVersion: example.com/v1
kind: Gone
metadata: {name: gone}
`;

async function release(step = 'helm: {chart: ./chart}'): Promise<Scene> {
  const scene = await Scene.of({web: `namespace: default\n${step}`}, chart);
  const metadata = {name: 'web', namespace: 'far', uid: 'uid-web', generation: 1};
  const status = {observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1};
  scene.reader.put({apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: {replicas: 1}, status});
  scene.tools.answer(/^helm upgrade/, {stdout: 'NAME: web\nSTATUS: deployed\nREVISION: 1\n'});
  scene.tools.answer(/^helm get manifest/, {stdout: manifest});
  scene.tools.answer(/^helm uninstall/, () => {
    scene.reader.remove({apiVersion: 'apps/v1', kind: 'Deployment', metadata});
    return {stdout: 'release "web" uninstalled\n'};
  });
  return scene;
}

test('installs the release, and waits for what its manifest holds', async () => {
  const scene = await release();
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
  expect(scene.tools.ran[0]).toBe(`helm upgrade --install web ${scene.dir}/chart --namespace default`);
  expect(scene.events.find(({type}) => type === 'resource.waiting')).toMatchObject({workloads: ['deployment/web']});
  expect(scene.events.find(({type}) => type === 'step.succeeded')).toMatchObject({
    changes: [{object: 'release/web', namespace: 'default', action: 'deployed'}],
  });
  expect((await scene.state()).resources['web']?.steps['helm']).toMatchObject({
    kind: 'helm',
    outcome: 'succeeded',
    release: {name: 'web', namespace: 'default'},
  });
  // The manifest was read for kflow's own use.
  expect(JSON.stringify(scene.events)).not.toContain('# Source');
});

test.each([
  ['spares asking helm', 0, 0],
  ['that is older than the upgrade does not', 1, 1],
])("helm's record of the revision %s", async (_, ago, asked) => {
  const scene = await release();
  const last_deployed = new Date(scene.clock.now() - ago).toISOString();
  const record = gzipSync(
    JSON.stringify({name: 'web', info: {status: 'deployed', last_deployed}, version: 1, manifest}),
  );
  const metadata = {name: 'sh.helm.release.v1.web.v1', namespace: 'default', labels: {status: 'deployed'}};
  const data = {release: Buffer.from(record.toString('base64')).toString('base64')};
  scene.reader.put({apiVersion: 'v1', kind: 'Secret', metadata, data});
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
  expect(scene.tools.ran.filter((line) => line.startsWith('helm get'))).toHaveLength(asked);
  expect(scene.events.find(({type}) => type === 'resource.waiting')).toMatchObject({workloads: ['deployment/web']});
  expect(JSON.stringify(scene.events)).not.toContain('# Source');
});

test('uninstalls it, and waits until its objects are gone, but for what helm keeps', async () => {
  const scene = await release();
  expect((await scene.run(scene.plan('destroy'))).outcome).toBe('succeeded');
  expect(scene.tools.ran).toEqual([
    'helm get manifest web --namespace default',
    'helm uninstall web --cascade foreground --namespace default',
  ]);
  expect(scene.events.find(({type}) => type === 'resource.waiting')).toMatchObject({
    workloads: ['configmap/config', 'deployment/web'],
  });
});

test('a release that is not there is no error', async () => {
  const scene = await Scene.of({web: 'namespace: default\nhelm: {chart: ./chart}'}, chart);
  scene.tools.answer(/^helm/, {exitCode: 1, stderr: 'Error: release: not found\n'});
  expect((await scene.run(scene.plan('destroy'))).outcome).toBe('succeeded');
  expect(scene.story.filter((line) => line.startsWith('resource.'))).toEqual([]);
});

test('an uninstall that fails is a failure', async () => {
  const scene = await Scene.of({web: 'namespace: default\nhelm: {chart: ./chart}'}, chart);
  scene.tools.answer(/^helm get manifest/, {stdout: manifest});
  scene.tools.answer(/^helm uninstall/, {exitCode: 1, stderr: 'Error: uninstall: no\n'});
  expect(await scene.run(scene.plan('destroy'))).toMatchObject({
    outcome: 'failed',
    exitCode: 1,
    failed: [{id: 'web.helm'}],
  });
});

test('secret values reach neither a command line, an event nor the state', async () => {
  const scene = await release('helm: {chart: ./chart, secretValues: {password: {fromCommand: echo hunter2-hunter2}}}');
  scene.tools.answer(/^bash/, {stdout: 'hunter2-hunter2\n'});
  expect((await scene.run(scene.plan('apply'))).outcome).toBe('succeeded');
  const everywhere = JSON.stringify([
    scene.tools.ran.filter((line) => line.startsWith('helm')),
    scene.events,
    await scene.state(),
  ]);
  expect(everywhere).not.toContain('hunter2-');
});

test('a dry run only reports', async () => {
  const scene = await release();
  const session = scene.session({dryRun: true});
  for (const operation of ['apply', 'destroy'] as const) await scene.run(scene.plan(operation), {}, {session});
  expect(scene.tools.ran).toEqual([]);
  expect(scene.events.flatMap((event) => (event.type === 'step.command' ? [event.command] : []))).toEqual([
    `helm upgrade --install web ${scene.dir}/chart --namespace default --kube-context test`,
    'helm uninstall web --cascade foreground --namespace default --kube-context test',
  ]);
});
