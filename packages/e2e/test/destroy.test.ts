import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

test('waits for absence, in reverse order, and keeps the namespace', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/db.yaml': resource('db', 'db.yaml'),
    'resources/web.yaml': resource('web', 'web.yaml', 'dependsOn: [db]'),
    'manifests/db.yaml': deployment('db'),
    'manifests/web.yaml': deployment('web', {replicas: 2}),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stdout} = await project.kflow('destroy', '--yes', '--json');
  expect(code).toBe(0);
  const order = events(stdout).map((event) => `${event.type} ${event.step ?? event.resource ?? ''}`);
  expect(order.indexOf('resource.ready web')).toBeLessThan(order.indexOf('step.started db.manifests'));
  for (const name of ['db', 'web']) expect(await project.exists(`deployment/${name}`)).toBe(false);
  expect(await project.exists(`namespace/${project.namespace}`)).toBe(true);
  const state = JSON.parse(readFileSync(join(project.dir, 'state/state.json'), 'utf8'));
  const [cluster] = Object.values<any>(state.clusters);
  expect(cluster.resources.web.status).toBe('destroyed');
  // Again, with nothing there, is no error.
  expect(await project.kflow('destroy', '--yes')).toMatchObject({code: 0});
});

test('--delete-namespaces spares default and what any resource keeps', async () => {
  project = new Project();
  const kept = `${project.namespace}-kept`;
  project.write({
    'kflow.yaml': rootConfig(),
    'resources/a.yaml': resource('a', 'a.yaml'),
    'resources/b.yaml': resource('b', 'b.yaml').replace('namespace: NS', 'namespace: NS-kept'),
    'resources/c.yaml': resource('c', 'c.yaml', 'keepNamespace: true').replace('namespace: NS', 'namespace: NS-kept'),
    'resources/d.yaml': resource('d', 'd.yaml').replace('namespace: NS', 'namespace: default'),
    'manifests/a.yaml': configMap('a'),
    'manifests/b.yaml': configMap('b'),
    'manifests/c.yaml': configMap('c'),
    'manifests/d.yaml': configMap('NS-d'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.exists(`namespace/${kept}`)).toBe(true);
  expect(await project.kflow('destroy', '--yes', '--delete-namespaces')).toMatchObject({code: 0});
  expect(await project.exists(`namespace/${project.namespace}`)).toBe(false);
  expect(await project.exists(`namespace/${kept}`)).toBe(true);
  expect(await project.exists('namespace/default')).toBe(true);
  expect(await project.exists(`configmap/${project.namespace}-d`, 'default')).toBe(false);
  await project.kubectl('delete', 'namespace', kept, '--wait=false');
});

test('what cannot be deleted is an error that names the object and its finalizer', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/stuck.yaml': resource('stuck', 'stuck.yaml'),
    'manifests/stuck.yaml': configMap('stuck').replace(
      '{name: stuck}',
      '{name: stuck, finalizers: [example.com/hold]}',
    ),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stderr} = await project.kflow('destroy', '--yes', '--timeout', '2');
  expect(code).toBe(1);
  expect(stderr).toMatch(/stuck/);
  expect(stderr).toMatch(/example\.com\/hold/);
  await project.kubectl(
    '-n',
    project.namespace,
    'patch',
    'configmap/stuck',
    '--type=merge',
    '-p',
    '{"metadata":{"finalizers":null}}',
  );
});

test('pulls in dependents, unless told not to', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/db.yaml': resource('db', 'db.yaml'),
    'resources/other.yaml': resource('other', 'other.yaml'),
    'resources/web.yaml': resource('web', 'web.yaml', 'dependsOn: [db]'),
    'manifests/db.yaml': configMap('db'),
    'manifests/web.yaml': configMap('web'),
    'manifests/other.yaml': configMap('other'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.kflow('destroy', 'db', '-y')).toMatchObject({code: 0});
  for (const [name, there] of [
    ['db', false],
    ['web', false],
    ['other', true],
  ] as const) {
    expect(await project.exists(`configmap/${name}`)).toBe(there);
  }
});

test('without a terminal and without --yes it refuses, and runs nothing', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/a.yaml': resource('a', 'a.yaml'),
    'manifests/a.yaml': configMap('a'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stderr} = await project.kflow('destroy');
  expect(code).toBe(2);
  expect(stderr).toMatch(/--yes/);
  expect(await project.exists('configmap/a')).toBe(true);
});
