import {expect, test} from '@jest/globals';
import type {CommandRequest} from '../../src/ports/command-runner.js';
import {settle} from '../cluster/held-clock.js';
import {configMap, Scene} from '../operations/scene.js';

const step = (spec: string, resource = 'namespace: shop') =>
  `${resource}\nsteps: [{name: ns, createNamespace: {${spec}}}]`;
const labels = 'labels: {team: red}, annotations: {why: demo}';
const namespace = (more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {name: 'shop', uid: 'uid-of-shop', ...more},
  status: {phase: 'Active'},
});

/** A scene whose kubectl takes a Namespace on standard input; the manifests that it took. */
async function scene(resources: {[name: string]: string}) {
  const made = await Scene.of(resources, {'c.m.yaml': configMap('c')});
  const taken: string[] = [];
  made.tools.answer(/(apply|create) .*-f -/, ({stdin = ''}: CommandRequest) => {
    taken.push(stdin);
    made.reader.put(namespace(JSON.parse(stdin).metadata));
    return {stdout: 'namespace/shop created\n'};
  });
  return {made, taken};
}

test('is applied with its labels and annotations, and ready when it is active', async () => {
  const {made, taken} = await scene({a: step(labels)});
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual(['kubectl apply -f -']);
  expect(taken.map((text) => JSON.parse(text))).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        labels: {'app.kubernetes.io/managed-by': 'kflow', team: 'red'},
        annotations: {why: 'demo'},
      },
    },
  ]);
  expect(made.events.find(({type}) => type === 'resource.ready')).toMatchObject({resource: 'a'});
});

test.each([
  ['ifNotExists leaves one that exists as it is', `${labels}, ifNotExists: true`, []],
  ['one that exists gets its labels otherwise', labels, ['kubectl apply -f -']],
])('%s', async (_, spec, ran) => {
  const {made} = await scene({a: step(spec)});
  made.reader.put(namespace());
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual(ran);
});

test('one that is still being deleted is waited for first', async () => {
  const {made} = await scene({a: step('ifNotExists: true')});
  made.reader.put(namespace({deletionTimestamp: 'now'}));
  const ended = made.run(made.plan('apply'));
  while (!made.story.includes('step.waiting a.ns')) await settle();
  expect(made.tools.ran).toEqual([]);
  made.reader.remove(namespace());
  await made.clock.advance(1);
  expect((await ended).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual(['kubectl apply -f -']);
});

test('another step that needs it first makes it with the same labels', async () => {
  const {made, taken} = await scene({
    a: 'namespace: shop\nmanifests: [c.m.yaml]',
    b: `${step(`${labels}, ifNotExists: true`)}\ndependsOn: [a]`,
  });
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(made.tools.ran.map((line) => line.replaceAll(made.dir, ''))).toEqual([
    'kubectl create --save-config -f -',
    'kubectl apply -f /c.m.yaml --openapi-patch=false --namespace shop',
  ]);
  expect(taken.map((text) => JSON.parse(text).metadata.labels)).toEqual([
    {'app.kubernetes.io/managed-by': 'kflow', team: 'red'},
  ]);
});

test('another step that needs it at the same time waits for it, and does not make it as well', async () => {
  const resources = {a: step(labels), b: 'namespace: shop\nmanifests: [c.m.yaml]'};
  const made = await Scene.of(resources, {'c.m.yaml': configMap('c')});
  let release = (): void => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  made.tools.answer(/apply -f -/, async () => {
    await released;
    made.reader.put(namespace());
    return {stdout: 'namespace/shop created\n'};
  });
  const ended = made.run(made.plan('apply'));
  while (made.tools.ran.length === 0 || !made.story.includes('step.started b.manifests')) await settle();
  await settle();
  expect(made.tools.ran).toEqual(['kubectl apply -f -']);
  release();
  expect((await ended).outcome).toBe('succeeded');
  expect(made.tools.ran.map((line) => line.replaceAll(made.dir, ''))).toEqual([
    'kubectl apply -f -',
    'kubectl apply -f /c.m.yaml --openapi-patch=false --namespace shop',
  ]);
});

test('a dry run shows it once, with its labels', async () => {
  const {made} = await scene({
    a: `${step(labels)}\ndependsOn: []`,
    b: 'namespace: shop\nmanifests: [c.m.yaml]\ndependsOn: [a]',
  });
  await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  const commands = made.events.flatMap((event) => (event.type === 'step.command' ? [event.command] : []));
  expect(commands).toHaveLength(2);
  expect(commands[0]).toMatch(/^kubectl apply -f - --context test <<'EOF'\n[^]*"team": "red"[^]*\nEOF$/);
  expect(made.tools.ran).toEqual([]);
});

test('destroy leaves it', async () => {
  const {made} = await scene({a: step(labels)});
  made.reader.put(namespace());
  expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual([]);
});

test('deleteOnDestroy deletes it and waits until it is gone', async () => {
  const {made} = await scene({a: step('deleteOnDestroy: true')});
  made.reader.put(namespace());
  made.tools.answer(/delete namespace/, () => {
    made.reader.put(namespace({deletionTimestamp: 'now'}));
    return {stdout: 'namespace "shop" deleted\n'};
  });
  const ended = made.run(made.plan('destroy'));
  while (!made.story.includes('resource.waiting namespaces')) await settle();
  made.reader.remove(namespace());
  expect((await ended).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual(['kubectl delete namespace shop --ignore-not-found --wait=false']);
});

test.each([
  ['default', {a: step('name: default, deleteOnDestroy: true')}, 'belongs to Kubernetes'],
  ['kube-public', {a: step('name: kube-public, deleteOnDestroy: true')}, 'belongs to Kubernetes'],
  [
    'shop',
    {a: step('deleteOnDestroy: true'), b: 'namespace: shop\nkeepNamespace: true\nmanifests: [c.m.yaml]'},
    'resource b keeps it',
  ],
])('deleteOnDestroy never deletes %s', async (_, resources, why) => {
  const {made} = await scene(resources);
  expect((await made.run(made.plan('destroy', ['a']))).outcome).toBe('succeeded');
  expect(made.tools.ran.filter((line) => line.includes('delete namespace'))).toEqual([]);
  expect(made.events.find(({type}) => type === 'warning')).toMatchObject({message: expect.stringContaining(why)});
});
