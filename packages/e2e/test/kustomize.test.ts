import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {configMap, deployment, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const step = `kflow: {version: v1, kind: ResourceDefinition}
name: shop
namespace: NS
steps:
  - name: overlay
    kustomize: {path: ../overlays/test}
`;

const overlay = (more = '') => `resources: [../../base]
namePrefix: test-
secretGenerator:
  - {name: token, literals: [value=t0ken-in-the-open]}
${more}`;

const base = {
  'kflow.yaml': rootConfig(),
  'base/kustomization.yaml': 'resources: [web.yaml, settings.yaml]\n',
  'base/web.yaml': deployment('web', {replicas: 2}),
  'base/settings.yaml': configMap('settings'),
};

test('an overlay goes up into the namespace of its step, is waited for, and comes down', async () => {
  project = new Project().write({
    ...base,
    'resources/shop.yaml': step,
    'overlays/test/kustomization.yaml': overlay(),
  });
  const {code, stdout, stderr} = await project.kflow('apply', '-v');
  expect({code, stderr}).toMatchObject({code: 0});
  expect(stderr).toMatch(/kubectl apply -k .*overlays\/test/);
  expect(stdout + stderr).not.toContain('t0ken-in-the-open');
  const ready = await project.kubectl(
    'get',
    'deployment/test-web',
    '-n',
    project.namespace,
    '-o',
    'jsonpath={.status.readyReplicas}',
  );
  expect(ready).toBe('2');
  const [row] = (await project.json('status')).resources;
  expect(row).toMatchObject({state: 'applied', ready: 2, total: 2});
  const secrets = await project.kubectl('get', 'secrets', '-n', project.namespace, '-o', 'name');
  expect(secrets).toMatch(/secret\/test-token-/);
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  for (const object of ['deployment/test-web', 'configmap/test-settings', secrets.trim()]) {
    expect(await project.exists(object)).toBe(false);
  }
});

test('one that names its own namespace goes there', async () => {
  project = new Project();
  const elsewhere = `${project.namespace}-own`;
  project.write({
    ...base,
    'resources/shop.yaml': step,
    'overlays/test/kustomization.yaml': overlay(`namespace: ${elsewhere}\n`),
  });
  await project.kubectl('create', 'namespace', elsewhere);
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.exists('deployment/test-web', elsewhere)).toBe(true);
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  expect(await project.exists('deployment/test-web', elsewhere)).toBe(false);
  await project.kubectl('delete', 'namespace', elsewhere, '--wait=false');
});

test('one that kubectl cannot render fails with its words, and applies nothing', async () => {
  project = new Project().write({
    ...base,
    'resources/shop.yaml': step,
    'overlays/test/kustomization.yaml': overlay('resources: [../nowhere]\n').replace('resources: [../../base]\n', ''),
  });
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(1);
  expect(stderr).toMatch(/shop\.overlay/);
  expect(stderr).toMatch(/nowhere/);
  expect(await project.exists('configmap/test-settings')).toBe(false);
});

test('a dry run needs no cluster, and shows what it would apply', async () => {
  project = new Project().write({
    ...base,
    'resources/shop.yaml': step,
    'overlays/test/kustomization.yaml': overlay(),
  });
  project.env.KUBECONFIG = `${project.dir}/nowhere`;
  const {code, stdout, stderr} = await project.kflow('apply', '--dry-run');
  expect({code, stderr}).toMatchObject({code: 0});
  expect(stdout).toMatch(/kubectl apply -k \S+overlays\/test --namespace/);
});
