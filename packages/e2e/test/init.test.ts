import {cpSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';

const fixtures = fileURLToPath(new URL('../fixtures/init', import.meta.url));

let project: Project;
afterEach(() => project.remove());

/** What the fixtures make, as `kubectl get` takes it. */
const namespaced = 'deploy,sts,ds,job,cronjob,svc,cm,secret,sa,role,rolebinding,pvc,hpa,pdb,netpol,ing,quota,limits';
const clusterScoped = 'ns,crd,sc,priorityclass,ingressclass,clusterrole,clusterrolebinding';

/** The version of each object's content: its generation, where it has one that its status does not change. */
async function versions(selection: string[]): Promise<{[object: string]: string}> {
  const {items} = JSON.parse(await project.kubectl('get', ...selection, '-o', 'json'));
  return Object.fromEntries(
    items
      .filter(({metadata}: any) => !metadata.ownerReferences && metadata.name !== 'kube-root-ca.crt')
      .filter(({kind}: any) => !['ResourceQuota', 'PersistentVolumeClaim', 'Namespace'].includes(kind))
      .map(({kind, metadata}: any) => [
        `${kind} ${metadata.namespace}/${metadata.name}`,
        `${metadata.uid} ${metadata.generation ?? metadata.resourceVersion}`,
      ]),
  );
}

test('--from: a directory of all sorts of manifests becomes a project that applies as it is, twice, and goes again', async () => {
  project = new Project();
  cpSync(fixtures, join(project.dir, 'manifests'), {recursive: true});
  const before = readdirSync(join(project.dir, 'manifests'), {recursive: true});
  expect(before.filter((path) => /\.(ya?ml|json)$/.test(String(path))).length).toBeGreaterThan(30);

  const init = await project.json('init', '--from', 'manifests');
  expect(init).toMatchObject({written: true, diagnostics: [], phases: ['cluster', 'data', 'apps', 'edge']});
  expect(init.leftOut.map(({path}: {path: string}) => path.slice(path.lastIndexOf('/') + 1))).toEqual([
    'broken.yaml',
    'docker-compose.yml',
    'package.json',
  ]);
  expect(readdirSync(join(project.dir, 'manifests'), {recursive: true})).toEqual(before);
  expect(await project.json('validate', '--strict')).toEqual({valid: true, diagnostics: []});

  const apply = await project.kflow('apply');
  expect(apply).toMatchObject({code: 0});
  expect(apply.stderr + apply.stdout).not.toMatch(/warning/i);
  expect(await project.json('health')).toMatchObject({healthy: true});
  // Each landed where its manifest or its kustomization says.
  expect(await project.exists('deployment/web', 'init-shop')).toBe(true);
  expect(await project.exists('configmap/banner', 'init-tools')).toBe(true);
  expect(await project.exists('deployment/my-mirror', 'init-tools')).toBe(true);
  expect(await project.exists('daemonset/init-agent', 'default')).toBe(true);
  expect(await project.exists('crontabs.init.example.com/nightly', 'init-shop')).toBe(true);
  const namespaces = JSON.parse(await project.kubectl('get', 'ns', 'init-shop', 'init-tools', '-o', 'json'));
  expect(namespaces.items.map(({metadata}: any) => metadata.labels.team)).toEqual(['shop', 'tools']);

  const everything = [[namespaced, '-n', 'init-shop'], [namespaced, '-n', 'init-tools'], [clusterScoped]];
  const first = await Promise.all(everything.map(versions));
  expect(Object.keys(first[0]!).length).toBeGreaterThan(20);
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await Promise.all(everything.map(versions))).toEqual(first);
  const {resources} = await project.json('status');
  for (const row of resources) expect(row).toMatchObject({state: 'applied', drift: []});

  expect(await project.kflow('destroy', '--yes')).toMatchObject({code: 0});
  const left = await project.kubectl('get', clusterScoped, '-o', 'name');
  expect(left.split('\n').filter((name) => /init-|crontabs/.test(name))).toEqual([]);
  expect(await project.kubectl('get', namespaced, '-n', 'default', '-o', 'name')).not.toMatch(/init-/);
});

test('a resource brings along what it needs, from every phase', async () => {
  project = new Project();
  cpSync(fixtures, join(project.dir, 'manifests'), {recursive: true});
  await project.kflow('init', '--from', 'manifests');
  expect(await project.kflow('apply', 'web-edge', 'crontab')).toMatchObject({code: 0});
  expect(await project.exists('ingress/web', 'init-shop')).toBe(true);
  expect(await project.exists('statefulset/db', 'init-shop')).toBe(false);
  expect(await project.kflow('destroy', '--yes')).toMatchObject({code: 0});
});

test('from nothing: the example is applied and healthy, and applying it again changes nothing', async () => {
  project = new Project();
  expect(await project.kflow('init', '--name', 'web', '--namespace', project.namespace)).toMatchObject({code: 0});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.json('health')).toMatchObject({healthy: true});
  expect((await project.kflow('apply')).stderr).toContain('2 unchanged');
  expect(await project.kflow('restart', 'web')).toMatchObject({code: 0});
  expect(await project.kflow('destroy', '--yes', '--delete-namespaces')).toMatchObject({code: 0});
  expect(await project.exists(`namespace/${project.namespace}`)).toBe(false);
});

test('from a chart', async () => {
  project = new Project();
  cpSync(join(fixtures, 'charts'), join(project.dir, 'charts'), {recursive: true});
  const args = ['--chart', 'charts/init-cache', '--name', 'cache', '--namespace', project.namespace];
  expect(await project.kflow('init', ...args)).toMatchObject({code: 0});
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await project.json('health')).toMatchObject({healthy: true});
  expect(await project.exists('deployment/cache')).toBe(true);
  expect(await project.kflow('destroy', '--yes', '--delete-namespaces')).toMatchObject({code: 0});
});
