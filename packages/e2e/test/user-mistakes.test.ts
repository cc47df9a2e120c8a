import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {configMap, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const files = {
  'kflow.yaml': rootConfig(),
  'resources/a.yaml': resource('a', 'a.yaml'),
  'manifests/a.yaml': configMap('a'),
};
const noStack = /\n\s+at .*:\d+:\d+\)?/;

test('a typo: every problem at once, with its place and a hint; exit 2; nothing ran', async () => {
  project = new Project().write({
    ...files,
    'resources/b.yaml': resource('b', 'a.yaml', 'dependOn: [a]\nphase: nowhere'),
  });
  const {code, stdout, stderr} = await project.kflow('apply');
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/resources\/b\.yaml:4:1/);
  expect(stderr).toMatch(/did you mean `dependsOn`/);
  expect(stderr).toMatch(/nowhere/);
  expect(stderr).not.toMatch(noStack);
  expect(await project.exists(`namespace/${project.namespace}`)).toBe(false);
});

test('a context that does not exist names the ones that do', async () => {
  project = new Project().write(files);
  const {code, stderr} = await project.kflow('apply', '--context', 'kflow-sandbx');
  expect(code).toBe(2);
  expect(stderr).toMatch(/kflow-sandbx/);
  expect(stderr).toContain(process.env.KFLOW_E2E_CONTEXT!);
  expect(stderr).not.toMatch(noStack);
});

test('no kflow.yaml', async () => {
  project = new Project();
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(2);
  expect(stderr).toMatch(/kflow\.yaml/);
  expect(stderr).not.toMatch(noStack);
});

test('a target that matches nothing', async () => {
  project = new Project().write({...files, 'resources/web.yaml': resource('web', 'a.yaml')});
  const {code, stderr} = await project.kflow('apply', 'wbe');
  expect(code).toBe(2);
  expect(stderr).toMatch(/did you mean.*web/);
});

test('no kubectl on the PATH', async () => {
  project = new Project().write(files);
  project.env.PATH = project.home;
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(1);
  expect(stderr).toMatch(/kubectl was not found/);
  expect(stderr).not.toMatch(noStack);
});

test('an unreachable cluster is an error that says so, soon', async () => {
  project = new Project().write({
    ...files,
    config: `apiVersion: v1
kind: Config
current-context: gone
contexts: [{name: gone, context: {cluster: gone, user: me}}]
clusters: [{name: gone, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: me, user: {}}]
`,
  });
  project.env.KUBECONFIG = `${project.dir}/config`;
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(1);
  expect(stderr).toMatch(/gone/);
  expect(stderr).toMatch(/refused|reach/);
  expect(stderr).not.toMatch(noStack);
});
