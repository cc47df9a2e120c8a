import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const threeResources = () =>
  new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/config.yaml': resource('config', 'config.yaml'),
    'resources/web.yaml': resource('web', 'web.yaml', 'workloads: [deployment/web]\ndependsOn: [config]'),
    'resources/broken.yaml': resource('broken', 'broken.yaml', 'workloads: [deployment/broken]'),
    'manifests/config.yaml': configMap('config'),
    'manifests/web.yaml': deployment('web'),
    'manifests/broken.yaml': deployment('broken'),
  });

test('--status colours each resource by how it is', async () => {
  project = threeResources();
  const states = async () => {
    const {resources} = await project.json('graph', '--status');
    return Object.fromEntries(
      resources.map(({name, status}: {name: string; status: {state: string}}) => [name, status.state]),
    );
  };
  expect(await states()).toEqual({config: 'unchecked', web: 'not-applied', broken: 'not-applied'});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await states()).toEqual({config: 'unchecked', web: 'healthy', broken: 'healthy'});
  const fault = '{"spec":{"template":{"metadata":{"labels":{"sandbox.kflow.dev/pod":"crash-loop"}}}}}';
  await project.kubectl('-n', project.namespace, 'patch', 'deployment/broken', '-p', fault);
  await project.kubectl('-n', project.namespace, 'delete', 'deployment/web');
  // Health is 1 as soon as it is not ready; what the pods say may come a moment later.
  let broken = 'progressing';
  while (broken === 'progressing' || broken === 'healthy') broken = (await states()).broken;
  expect(await states()).toEqual({config: 'unchecked', web: 'not-applied', broken: 'unhealthy'});

  for (const format of ['svg', 'html']) {
    const {code, stdout} = await project.kflow('graph', '--format', format, '--status');
    expect(code).toBe(0);
    expect(stdout.match(/class="box [\w-]+"/g)?.toSorted()).toEqual([
      'class="box not-applied"',
      'class="box unchecked"',
      'class="box unhealthy"',
    ]);
  }
  expect((await project.kflow('graph', '--status')).stdout).toContain('broken  [unhealthy]');
  expect((await project.kflow('graph', '--status', '--format', 'mermaid')).stdout).toMatch(/class r\d s_unhealthy/);
});

test('names select, with what they depend on; without --status no cluster is asked', async () => {
  project = threeResources();
  project.env = {...project.env, KUBECONFIG: '/nowhere'};
  const names = async (...args: string[]) =>
    (await project.json('graph', ...args)).resources.map(({name}: {name: string}) => name);
  expect(await names('we*')).toEqual(['config', 'web']);
  expect(await names('web', '--no-deps')).toEqual(['web']);
  const svg = await project.kflow('graph', 'web', '--format', 'svg');
  expect(svg).toMatchObject({code: 0, stderr: ''});
  expect(svg.stdout.match(/data-box/g)).toHaveLength(2);
});

test('mistakes: an unknown name, an unknown format, a format without colours, a cluster that is not there', async () => {
  project = threeResources();
  expect(await project.kflow('graph', 'wbe')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('web'),
  });
  expect(await project.kflow('graph', '--format', 'png')).toMatchObject({code: 2, stdout: ''});
  expect(await project.kflow('graph', '--format', 'order', '--status')).toMatchObject({code: 2, stdout: ''});
  project.env = {...project.env, KUBECONFIG: '/nowhere'};
  const {code, stdout, stderr} = await project.kflow('graph', '--status', '--format', 'svg');
  expect({code: code === 0, stdout}).toEqual({code: false, stdout: ''});
  expect(stderr).toMatch(/context|kubeconfig|cluster/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
