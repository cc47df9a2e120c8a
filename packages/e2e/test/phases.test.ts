import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const progressOf = (workload: string) => (line: string) => {
  const event = JSON.parse(line);
  return event.type === 'workload.progress' && event.progress.workload === workload;
};

/** Lets the pods of a Deployment that never becomes ready become so, by way of a new revision. */
const release = (name: string) =>
  project.kubectl(
    '-n',
    project.namespace,
    'patch',
    `deployment/${name}`,
    '--type=json',
    '-p',
    '[{"op":"remove","path":"/spec/template/metadata/labels/sandbox.kflow.dev~1pod"}]',
  );

test('nothing of a phase exists before the phase before it is ready', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(['first', 'second']),
    'resources/base.yaml': resource('base', 'base.yaml', 'phase: first'),
    'resources/top.yaml': resource('top', 'top.yaml', 'phase: second'),
    'manifests/base.yaml': deployment('base', {pod: 'never'}),
    'manifests/top.yaml': configMap('top'),
  });
  const apply = project.start('apply', '--json');
  await apply.line(progressOf('deployment/base'));
  expect(await project.exists('deployment/base')).toBe(true);
  expect(await project.exists('configmap/top')).toBe(false);
  await release('base');
  const {code, stdout} = await apply.ended;
  expect(code).toBe(0);
  expect(await project.exists('configmap/top')).toBe(true);

  const order = events(stdout).map((event) => `${event.type} ${event.resource ?? event.phase ?? ''}`);
  expect(order.indexOf('resource.ready base')).toBeLessThan(order.indexOf('phase.finished first'));
  expect(order.indexOf('phase.finished first')).toBeLessThan(order.indexOf('phase.started second'));
  expect(order.indexOf('phase.started second')).toBeLessThan(order.indexOf('step.started top'));
});

test('a dependency on a resource waits for its rollout, one on a step only for the step', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/db.yaml': resource('db', 'db.yaml'),
    'resources/eager.yaml': resource('eager', 'eager.yaml', 'dependsOn: [db.manifests]'),
    'resources/patient.yaml': resource('patient', 'patient.yaml', 'dependsOn: [db]'),
    'manifests/db.yaml': deployment('db', {pod: 'never'}),
    'manifests/eager.yaml': configMap('eager'),
    'manifests/patient.yaml': configMap('patient'),
  });
  const apply = project.start('apply', '--json');
  await apply.line((line) => JSON.parse(line).type === 'step.succeeded' && line.includes('eager.manifests'));
  await apply.line(progressOf('deployment/db'));
  expect(await project.exists('configmap/eager')).toBe(true);
  expect(await project.exists('configmap/patient')).toBe(false);
  await release('db');
  expect((await apply.ended).code).toBe(0);
  expect(await project.exists('configmap/patient')).toBe(true);
});

test('eight independent resources that take 3 s each to be ready are waited for at once', async () => {
  const names = Array.from({length: 8}, (_, index) => `app-${index}`);
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    ...Object.fromEntries(names.map((name) => [`resources/${name}.yaml`, resource(name, `${name}.yaml`)])),
    ...Object.fromEntries(names.map((name) => [`manifests/${name}.yaml`, deployment(name, {readyAfter: '3s'})])),
  });
  const {code, stdout, stderr} = await project.kflow('apply', '--json');
  expect({code, stderr}).toMatchObject({code: 0});
  const all = events(stdout);
  const lastWait = all.findLastIndex((event) => event.type === 'resource.waiting');
  const firstReady = all.findIndex((event) => event.type === 'resource.ready');
  expect(all.filter((event) => event.type === 'resource.ready')).toHaveLength(8);
  expect(lastWait).toBeLessThan(firstReady);
  // One after another would be 24 s.
  expect(all.at(-1)).toMatchObject({type: 'run.finished', outcome: 'succeeded'});
  expect(all.at(-1).seconds).toBeLessThan(8);
});
