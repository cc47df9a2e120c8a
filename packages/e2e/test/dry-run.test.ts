import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {run} from '../harness/run.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/templates/config.yaml': configMap('from-chart').replace('"1"', '{{ .Values.greeting | quote }}'),
};

const files = {
  'kflow.yaml': rootConfig(['one', 'two']),
  'resources/a.yaml': resource('a', 'a b.yaml', 'phase: one').replace(
    '[../manifests/a b.yaml]',
    '["../manifests/a b.yaml"]',
  ),
  'resources/b.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: b
namespace: NS
phase: two
helm:
  chart: ../chart
  values: {greeting: "it's \\"me\\", \${HOME} {a,b}"}
`,
  'manifests/a b.yaml': configMap('a'),
  ...chart,
};

test('needs no reachable cluster, writes nothing anywhere, and says what it would do', async () => {
  project = new Project().write(files);
  project.env.KUBECONFIG = join(project.dir, 'nowhere');
  const before = readdirSync(project.dir, {recursive: true}).sort();
  const {code, stdout, stderr} = await project.kflow('--dry-run', 'apply');
  expect({code, stderr}).toMatchObject({code: 0});
  expect(stdout).toMatch(/kubectl .*apply/);
  expect(stdout).toMatch(/helm .*upgrade/);
  expect(readdirSync(project.dir, {recursive: true}).sort()).toEqual(before);
  expect(readdirSync(project.home)).toEqual([]);
});

test('a cluster that does not answer is a warning', async () => {
  project = new Project().write(files);
  const kubeconfig = join(project.dir, 'config');
  project.write({
    config: `apiVersion: v1
kind: Config
current-context: gone
contexts: [{name: gone, context: {cluster: gone, user: me}}]
clusters: [{name: gone, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: me, user: {}}]
`,
  });
  const {code, stdout, stderr} = await project.kflow('apply', '--dry-run', '--kubeconfig', kubeconfig);
  expect({code, stderr}).toMatchObject({code: 0});
  expect(stdout).toMatch(/--context gone/);
  expect(stderr).toMatch(/warning/i);
});

test('what it prints can be pasted into a shell, and does the job', async () => {
  project = new Project().write(files);
  const {code, stdout} = await project.kflow('apply', '--dry-run');
  expect(code).toBe(0);
  const pasted = await run('bash', ['-euc', stdout], {cwd: project.home, env: project.env});
  expect(pasted).toMatchObject({code: 0});
  expect(await project.exists('configmap/a')).toBe(true);
  expect(
    await project.kubectl('-n', project.namespace, 'get', 'configmap/from-chart', '-o', 'jsonpath={.data.value}'),
  ).toBe('it\'s "me", ${HOME} {a,b}');
  expect(existsSync(join(project.dir, 'state'))).toBe(false);
});

test('dry-run destroy deletes nothing and asks nothing', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': resource('web', 'web.yaml'),
    'manifests/web.yaml': deployment('web'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stdout} = await project.kflow('destroy', '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toMatch(/kubectl .*delete/);
  expect(await project.exists('deployment/web')).toBe(true);
});
