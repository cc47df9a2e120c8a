import {readFile, writeFile} from 'node:fs/promises';
import {createHash} from 'node:crypto';
import {expect, test} from '@jest/globals';
import {settle} from '../cluster/held-clock.js';
import {deployment as live, pod, replicaSet} from '../cluster/objects.js';
import {configMap, deployment, Scene} from '../operations/scene.js';

const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: one}\n';
const definition =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: widgets.example.com}\nspec: {group: example.com, names: {kind: Widget}}\n';
const notServed = {
  exitCode: 1,
  stderr:
    'error: resource mapping not found for name: "one" namespace: "" from "w.yaml": no matches for kind "Widget" in version "example.com/v1"\nensure CRDs are installed first\n',
};

test('an object whose definition was just applied is tried again until its kind is served', async () => {
  const scene = await Scene.of(
    {a: 'namespace: default\nmanifests: [crd.m.yaml, w.m.yaml]'},
    {'crd.m.yaml': definition, 'w.m.yaml': widget},
  );
  let tries = 0;
  scene.tools.answer(/apply/, () => {
    tries += 1;
    const stdout = `customresourcedefinition.apiextensions.k8s.io/widgets.example.com ${tries === 1 ? 'created' : 'unchanged'}\n`;
    return tries < 3 ? {...notServed, stdout} : {stdout: `${stdout}widget.example.com/one created\n`};
  });
  const ended = scene.run(scene.plan('apply'));
  while (tries < 3) {
    await settle();
    await scene.clock.advance(1);
  }
  expect((await ended).outcome).toBe('succeeded');
  const {changes} = scene.events.find(({type}) => type === 'step.succeeded') as unknown as {changes: object[]};
  expect(changes).toEqual([
    {object: 'customresourcedefinition.apiextensions.k8s.io/widgets.example.com', action: 'created'},
    {object: 'widget.example.com/one', action: 'created'},
  ]);
  const waits = scene.events.filter(({type}) => type === 'step.waiting');
  expect(waits).toHaveLength(2);
  expect(waits[0]).toMatchObject({step: 'a.manifests', message: expect.stringContaining('Widget.example.com')});
});

test('one that nobody defines fails at once', async () => {
  const scene = await Scene.of({a: 'namespace: default\nmanifests: [w.m.yaml]'}, {'w.m.yaml': widget});
  scene.tools.answer(/apply/, notServed);
  expect(await scene.run(scene.plan('apply'))).toMatchObject({failed: [{id: 'a.manifests', error: {code: 'KF703'}}]});
  expect(scene.tools.ran).toHaveLength(1);
});

test('one whose definition is in the cluster is given time, but not forever', async () => {
  const scene = await Scene.of({a: 'namespace: default\nmanifests: [w.m.yaml]'}, {'w.m.yaml': widget});
  const kind = 'CustomResourceDefinition';
  scene.reader.served.push({
    group: 'apiextensions.k8s.io',
    version: 'v1',
    kind,
    plural: 'customresourcedefinitions',
    namespaced: false,
  });
  scene.reader.put({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind,
    metadata: {name: 'widgets.example.com'},
    spec: {group: 'example.com', names: {kind: 'Widget'}},
  });
  scene.tools.answer(/apply/, notServed);
  const ended = scene.run(scene.plan('apply'));
  while (scene.tools.ran.length < 3) await scene.clock.advance(1);
  await scene.clock.advance(60);
  expect(await ended).toMatchObject({outcome: 'failed', failed: [{id: 'a.manifests'}]});
});

test('a file that is edited while kubectl runs is recorded as it was before, and so shows as drift', async () => {
  const scene = await Scene.of({a: 'namespace: default\nmanifests: [a.m.yaml]'}, {'a.m.yaml': configMap('a')});
  const path = `${scene.dir}/a.m.yaml`;
  const before = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const apply = scene.tools.hold(/apply/);
  const ended = scene.run(scene.plan('apply'));
  await apply.started;
  await writeFile(path, configMap('edited'));
  apply.release();
  expect((await ended).outcome).toBe('succeeded');
  expect((await scene.state()).resources['a']?.steps['manifests']?.manifests).toEqual({[path]: `sha256:${before}`});
});

test('values of Secrets in a kubectl error are masked, in the state file too', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2-hunter2}\n';
  const scene = await Scene.of({a: 'namespace: default\nmanifests: [s.m.yaml]'}, {'s.m.yaml': secret});
  const encoded = Buffer.from('hunter2-hunter2').toString('base64');
  scene.tools.answer(/apply/, {exitCode: 1, stderr: `Error from server: cannot use hunter2-hunter2 nor ${encoded}\n`});
  const report = await scene.run(scene.plan('apply'));
  const all = JSON.stringify([report, scene.events, await scene.state()]);
  expect(all).toContain('cannot use ***');
  expect(all).not.toMatch(/hunter2-/);
  expect(all).not.toContain(encoded);
});

test('in a step without a namespace, objects are where their manifests say', async () => {
  const objects = `${configMap('a').replace('{name: a}', '{name: a, namespace: far}')}---\n${configMap('b')}`;
  const scene = await Scene.of(
    {a: 'steps: [{name: s, noNamespace: true, manifests: [a.m.yaml]}]'},
    {'a.m.yaml': objects},
  );
  await scene.run(scene.plan('apply'));
  await scene.run(scene.plan('destroy'), {}, {session: scene.session({namespace: 'mine'})});
  const waiting = scene.events.find(({type}) => type === 'resource.waiting');
  expect(waiting).toMatchObject({workloads: ['configmap/a', 'configmap/b']});
  const gone = scene.reader.reads.filter((path) => path.includes('/configmaps/'));
  expect(gone).toEqual(['/api/v1/namespaces/far/configmaps/a', '/api/v1/namespaces/mine/configmaps/b']);
});

test('a secret that a pod logs is masked in what its failure is reported with', async () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {password: hunter2-hunter2}\n';
  const scene = await Scene.of(
    {a: 'namespace: shop\nautoCreateNamespace: false\nmanifests: [s.m.yaml, web.m.yaml]'},
    {'s.m.yaml': secret, 'web.m.yaml': deployment('web')},
  );
  const web = live({available: 0});
  const set = replicaSet(web, '1');
  scene.tools.answer(/apply/, () => {
    scene.reader.put(web, set, pod('web-1', set, {waiting: 'ImagePullBackOff', message: 'no hunter2-hunter2 for you'}));
    return {stdout: 'secret/s created\ndeployment.apps/web created\n'};
  });
  const ended = scene.run(scene.plan('apply'), {timeout: 40});
  while (!scene.story.includes('resource.waiting a')) await settle();
  await scene.clock.advance(41);
  const report = await ended;
  expect(report.failed).toMatchObject([{id: 'a', error: {diagnosis: {pod: 'web-1'}}}]);
  const all = JSON.stringify([report, scene.events, await scene.state()]);
  expect(all).toContain('no *** for you');
  expect(all).not.toContain('hunter2-');
});
