import {mkdirSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {recordTools} from '../harness/recorded-tools.js';
import {until} from '../harness/until.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** Three resources, each of which waits for the one before it to be ready. The first takes its time. */
function chain(manifests: {[name: string]: string} = {}, readyAfter = '1s'): Project {
  const made = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/a.yaml': resource('a', 'a.yaml'),
    'resources/b.yaml': resource('b', 'b.yaml', 'dependsOn: [a]'),
    'resources/c.yaml': resource('c', 'c.yaml', 'dependsOn: [b]'),
    'manifests/a.yaml': deployment('a', {readyAfter}),
    'manifests/b.yaml': deployment('b', {readyAfter}),
    'manifests/c.yaml': configMap('c'),
    ...Object.fromEntries(Object.entries(manifests).map(([name, text]) => [`manifests/${name}.yaml`, text])),
  });
  made.env.TMPDIR = join(made.dir, 'temporary');
  mkdirSync(made.env.TMPDIR);
  return made;
}

const standingBy = async (): Promise<string[]> =>
  (await project.processes()).filter((line) => line.includes('kflow.internal/primer'));

test('what comes next is applied by a kubectl that has begun before, and of all this nothing is left', async () => {
  project = chain();
  const recorded = recordTools(project);
  const {code, stdout} = await project.kflow('apply', '--json');
  expect(code).toBe(0);
  const changes = events(stdout).flatMap(({type, step, changes}) =>
    type === 'step.succeeded' ? [[step, changes]] : [],
  );
  expect(changes).toEqual([
    ['a.manifests', [{object: 'deployment.apps/a', action: 'created'}]],
    ['b.manifests', [{object: 'deployment.apps/b', action: 'created'}]],
    ['c.manifests', [{object: 'configmap/c', action: 'created'}]],
  ]);
  // One began when it was needed, and two stood by.
  const calls = recorded().split(/^kubectl\n/m);
  const applied = calls.filter((call) => call.startsWith('apply\n'));
  expect(applied.filter((call) => call.includes('kflow.internal/primer'))).toHaveLength(2);
  expect(applied.filter((call) => !call.includes('kflow.internal/primer'))).toHaveLength(1);
  const names = await project.kubectl('get', 'configmap,deployment', '-n', project.namespace, '-o', 'name');
  expect(names.split('\n').sort()).toEqual([
    '',
    'configmap/c',
    'configmap/kube-root-ca.crt',
    'deployment.apps/a',
    'deployment.apps/b',
  ]);
  expect(await project.processes()).toEqual([]);
  expect(readdirSync(project.env.TMPDIR!)).toEqual([]);
});

test('what is wrong with a file is told as ever, with its own name', async () => {
  project = chain({b: deployment('b').replace('replicas: 1', 'replcas: 1')});
  const running = project.start('apply', '--json');
  await until('a kubectl stands by', async () => (await standingBy()).length > 0);
  const {code, stdout} = await running.ended;
  expect(code).toBe(1);
  const failed = events(stdout).find(({type}) => type === 'step.failed');
  expect(failed).toMatchObject({step: 'b.manifests', error: {code: 'KF703'}});
  expect(failed.error.output).toContain('unknown field "spec.replcas"');
  expect(failed.error.output).toContain(`"${join(project.dir, 'manifests/b.yaml')}"`);
  expect(stdout).not.toContain(project.env.TMPDIR);
  expect(await project.processes()).toEqual([]);
  expect(readdirSync(project.env.TMPDIR!)).toEqual([]);
});

test('killed without a chance while a kubectl stands by: what it stood by for is not applied', async () => {
  project = chain({}, '60s');
  const running = project.start('apply', '--json');
  await until('both stand by', async () => (await standingBy()).length === 2);
  running.child.kill('SIGKILL');
  await until('nothing is left', async () => (await project.processes()).length === 0);
  expect(await project.exists('deployment/a')).toBe(true);
  expect(await project.exists('deployment/b')).toBe(false);
  expect(await project.exists('configmap/c')).toBe(false);
});

test('interrupted while a kubectl stands by: it ends with the rest, and applies nothing', async () => {
  project = chain({}, '60s');
  const running = project.start('apply', '--json');
  await until('both stand by', async () => (await standingBy()).length === 2);
  running.child.kill('SIGINT');
  expect((await running.ended).code).toBe(130);
  expect(await project.processes()).toEqual([]);
  expect(readdirSync(project.env.TMPDIR!)).toEqual([]);
  expect(await project.exists('deployment/b')).toBe(false);
});

test('a kubectl that stands by and is killed is missed by nobody', async () => {
  project = chain();
  const running = project.start('apply', '--json');
  await until('a kubectl stands by', async () => (await standingBy()).length > 0);
  for (const line of await standingBy()) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  expect((await running.ended).code).toBe(0);
  expect(await project.exists('configmap/c')).toBe(true);
});
