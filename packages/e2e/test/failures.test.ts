import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

test.each([
  ['crash-loop', /CrashLoopBackOff/],
  ['image-pull', /ImagePull/],
] as const)(
  '%s: exit 1 long before the timeout, with workload, pod, container and reason, and what was skipped',
  async (pod, reason) => {
    project = new Project().write({
      'kflow.yaml': rootConfig(['base', 'apps']),
      'resources/config.yaml': resource('config', 'config.yaml', 'phase: base'),
      'resources/broken.yaml': resource('broken', 'broken.yaml', 'phase: base\ndependsOn: [config]'),
      'resources/dependent.yaml': resource('dependent', 'dependent.yaml', 'phase: base\ndependsOn: [broken]'),
      'resources/later.yaml': resource('later', 'later.yaml', 'phase: apps'),
      'manifests/config.yaml': configMap('config'),
      'manifests/broken.yaml': deployment('broken', {pod}),
      'manifests/dependent.yaml': configMap('dependent'),
      'manifests/later.yaml': configMap('later'),
    });
    const {code, stdout} = await project.kflow('apply', '--json', '--timeout', '10m');
    expect(code).toBe(1);
    const finished = events(stdout).at(-1);
    expect(finished.type).toBe('run.finished');
    expect(finished.seconds).toBeLessThan(100);
    expect(finished.failed).toHaveLength(1);
    expect(finished.failed[0].error.diagnosis).toMatchObject({
      workload: 'deployment/broken',
      pod: expect.stringMatching(/^broken-/),
      container: 'app',
      reason: expect.stringMatching(reason),
    });
    expect(finished.skipped.map((skipped: {step: string}) => skipped.step).sort()).toEqual([
      'dependent.manifests',
      'later.manifests',
    ]);
    for (const {reason: why} of finished.skipped) expect(why).toMatch(/broken|base/);
    expect(await project.exists('configmap/later')).toBe(false);

    // What happened, not what was planned.
    const state = JSON.parse(readFileSync(join(project.dir, 'state/state.json'), 'utf8'));
    const [cluster] = Object.values<any>(state.clusters);
    expect(cluster.resources.config.status).toBe('applied');
    expect(cluster.resources.broken.status).toBe('failed');
    expect(cluster.resources.broken.steps.manifests.outcome).toBe('succeeded');
    expect(cluster.resources.later).toBeUndefined();
  },
);

test('the same failure reads well in a pipe', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/broken.yaml': resource('broken', 'broken.yaml'),
    'manifests/broken.yaml': deployment('broken', {pod: 'image-pull'}),
  });
  const {code, stdout, stderr} = await project.kflow('apply');
  expect(code).toBe(1);
  expect(stdout).toBe('');
  for (const part of ['deployment/broken', 'pod', 'app', 'registry.example.com/broken:1'])
    expect(stderr).toContain(part);
  expect(stderr).toMatch(/ImagePull/);
  expect(stderr).not.toMatch(/\n\s+at .*\(.*:\d+:\d+\)/);
});

test('a pod that fails once and recovers is no failure', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/shaky.yaml': resource('shaky', 'shaky.yaml'),
    'manifests/shaky.yaml': deployment('shaky', {pod: 'fail-once'}),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
});

test('a timeout names what was not ready, and how far it was', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/slow.yaml': resource('slow', 'slow.yaml'),
    'manifests/slow.yaml': deployment('slow', {pod: 'never', replicas: 2}),
  });
  const {code, stderr} = await project.kflow('apply', '--timeout', '2s');
  expect(code).toBe(1);
  expect(stderr).toMatch(/deployment\/slow/);
  expect(stderr).toMatch(/0\/2/);
});

test('a manifest that the API server refuses fails its step with the server’s reason', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/bad.yaml': resource('bad', 'bad.yaml'),
    'resources/other.yaml': resource('other', 'other.yaml', 'dependsOn: [bad]'),
    'manifests/bad.yaml': deployment('bad').replace('replicas: 1', 'replicas: -1'),
    'manifests/other.yaml': configMap('other'),
  });
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(1);
  expect(stderr).toMatch(/spec\.replicas/);
  expect(stderr).toMatch(/other/);
});

test('--keep-going goes on with what does not depend on the failure, inside the phase', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(['one', 'two']),
    'resources/a-bad.yaml': resource('bad', 'bad.yaml', 'phase: one'),
    'resources/b-child.yaml': resource('child', 'child.yaml', 'phase: one\ndependsOn: [bad]'),
    'resources/c-free.yaml': resource('free', 'free.yaml', 'phase: one'),
    'resources/d-late.yaml': resource('late', 'late.yaml', 'phase: two'),
    'manifests/bad.yaml': deployment('bad').replace('replicas: 1', 'replicas: -1'),
    'manifests/child.yaml': configMap('child'),
    'manifests/free.yaml': configMap('free'),
    'manifests/late.yaml': configMap('late'),
  });
  const {code, stdout} = await project.kflow('apply', '--keep-going', '--concurrency', '1', '--json');
  expect(code).toBe(1);
  expect(await project.exists('configmap/free')).toBe(true);
  const finished = events(stdout).at(-1);
  expect(finished.skipped.map((skipped: {step: string}) => skipped.step).sort()).toEqual([
    'child.manifests',
    'late.manifests',
  ]);
});
