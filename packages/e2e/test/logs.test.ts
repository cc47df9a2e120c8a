import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const web = (manifest: string, more = 'selector: app=web') =>
  new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': resource('web', 'web.yaml', more),
    'manifests/web.yaml': manifest,
  });

/** Names of pods with a label, in order. */
const pods = async (label = 'app=web'): Promise<string[]> => {
  const names = await project.kubectl('-n', project.namespace, 'get', 'pods', '-l', label, '-o', 'name');
  return names
    .trim()
    .split('\n')
    .map((name) => name.replace('pod/', ''))
    .sort();
};

const lines = (stdout: string) => stdout.trimEnd().split('\n');
const podOf = (line: string) => line.split(' ')[0]!;

const twoContainers = deployment('web', {replicas: 2}).replace(
  / +- \{name: app.*\n/,
  (container) => container + container.replace('name: app', 'name: side'),
);

test.each(['selector: app=web', 'workloads: [deployment/web]'])('all pods of a resource, by %s', async (more) => {
  project = web(deployment('web', {replicas: 2}), more).write({
    'resources/other.yaml': resource('other', 'other.yaml'),
    'manifests/other.yaml': deployment('other'),
    'resources/config.yaml': resource('config', 'config.yaml'),
    'manifests/config.yaml': configMap('config'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stdout, stderr} = await project.kflow('logs', 'web');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect([...new Set(lines(stdout).map(podOf))]).toEqual(await pods());
  const raw = await project.kubectl('-n', project.namespace, 'logs', (await pods())[0]!);
  expect(lines(stdout).map((line) => line.replace(/^\S+ \S /, ''))).toEqual([...lines(raw), ...lines(raw)]);
  expect(lines((await project.kflow('logs', 'web', '--tail', '1')).stdout)).toHaveLength(2);
  // All of it is of the last hour.
  expect((await project.kflow('logs', 'web', '--since', '1h')).stdout).toBe(stdout);
  expect(await project.kflow('logs', 'web', '--since', 'yesterday')).toMatchObject({code: 2, stdout: ''});
  const json = await project.kflow('logs', 'web', '--tail=1', '--json');
  expect(lines(json.stdout).map((line) => JSON.parse(line))).toEqual(
    (await pods()).map((pod) => ({namespace: project.namespace, pod, container: 'app', text: lines(raw).at(-1)})),
  );
  // Where a resource names nothing, what its own manifests make; never a whole namespace.
  const other = await project.kflow('logs', 'other');
  expect({code: other.code, strangers: lines(other.stdout).filter((line) => !/^other-/.test(line))}).toEqual({
    code: 0,
    strangers: [],
  });
  const config = await project.kflow('logs', 'config');
  expect(config).toMatchObject({code: 2, stdout: ''});
  expect(config.stderr).toMatch(/--selector/);
  const selected = await project.kflow('logs', 'config', '--selector', 'app=other');
  expect(selected.code).toBe(0);
  expect(podOf(selected.stdout)).toMatch(/^other-/);
});

test('-c is the container; where there are several, each line names its own', async () => {
  project = web(twoContainers);
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const both = lines((await project.kflow('logs', 'web', '--tail', '1')).stdout);
  expect(both.map((line) => line.split(' ')[1])).toEqual(['app', 'side', 'app', 'side']);
  const side = await project.kflow('-c', 'kflow.yaml', 'logs', 'web', '-c', 'side', '--tail', '1', '--json');
  expect(lines(side.stdout).map((line) => JSON.parse(line).container)).toEqual(['side', 'side']);
  const none = await project.kflow('logs', 'web', '-c', 'sied');
  expect(none).toMatchObject({code: 2, stdout: ''});
  expect(none.stderr).toMatch(/app, side/);
});

test('--previous works on pods in a crash loop, and says so where nothing was restarted', async () => {
  project = web(deployment('web', {pod: 'crash-loop'}));
  expect(await project.kflow('apply')).toMatchObject({code: 1});
  const {code, stdout, stderr} = await project.kflow('logs', 'web', '--previous');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const raw = await project.kubectl('-n', project.namespace, 'logs', (await pods())[0]!, '--previous');
  expect(lines(stdout).map((line) => line.replace(/^\S+ \S /, ''))).toEqual(lines(raw));
  project.write({'manifests/web.yaml': deployment('web')});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  await project.kubectl('-n', project.namespace, 'wait', '--for=delete', 'pod', '-l', 'sandbox.kflow.dev/pod');
  expect(await project.kflow('logs', 'web', '--previous')).toMatchObject({code: 1, stdout: ''});
});

test('-f goes on with the pods that a rollout brings, and ends with Ctrl-C', async () => {
  project = web(deployment('web'));
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const [old] = await pods();
  const logs = project.start('logs', 'web', '-f');
  await logs.line((line) => podOf(line) === old);
  expect(await project.kflow('restart', 'web')).toMatchObject({code: 0});
  const line = await logs.line((each) => podOf(each) !== old);
  expect(await pods()).toContain(podOf(line));
  logs.child.kill('SIGINT');
  const {code, stderr} = await logs.ended;
  expect({code, stderr}).toEqual({code: 130, stderr: 'interrupted\n'});
});

test('no pods is a failure, unless they are waited for', async () => {
  project = web(deployment('web'));
  expect(await project.kflow('logs', 'web')).toMatchObject({code: 1, stdout: ''});
  const logs = project.start('logs', 'web', '--follow', '--json');
  await new Promise((resolve) => logs.child.stderr.once('data', resolve));
  expect(logs.stderr()).toMatch(/no pods yet/);
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(JSON.parse(await logs.line(() => true))).toMatchObject({container: 'app'});
  logs.child.kill('SIGTERM');
  expect((await logs.ended).code).toBe(130);
});
