import {existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {sandbox} from '../harness/sandbox.js';
import {until} from '../harness/until.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

interface Check {
  name: string;
  outcome: string;
  detail: string;
  fix?: string;
}

const good = () =>
  new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': resource('web', 'web.yaml', 'workloads: [deployment/web]'),
    'resources/settings.yaml': resource('settings', 'settings.yaml'),
    'manifests/web.yaml': deployment('web'),
    'manifests/settings.yaml': configMap('settings'),
  });

async function examine(...args: string[]): Promise<{ok: boolean; code: number; check(name: string): Check}> {
  const {code, stdout, stderr} = await project.kflow('doctor', '--json', ...args);
  if (stdout === '') throw new Error(stderr);
  const {ok, checks} = JSON.parse(stdout) as {ok: boolean; checks: Check[]};
  // Whatever is wrong comes with a way to put it right.
  for (const {outcome, fix} of checks) expect(fix !== undefined).toBe(outcome === 'failed' || outcome === 'warning');
  return {
    ok,
    code,
    check(name) {
      const found = checks.find((each) => each.name === name);
      if (!found) throw new Error(`no check ${name} among ${checks.map((each) => each.name).join(', ')}`);
      return found;
    },
  };
}

test('all is well, before and after apply, and nothing is changed', async () => {
  project = good();
  const first = await examine();
  expect(first).toMatchObject({ok: true, code: 0});
  for (const name of ['node', 'kubectl', 'helm', 'config', 'state', 'context', 'cluster', 'version skew', 'kinds']) {
    expect(first.check(name)).toMatchObject({outcome: 'ok'});
  }
  expect(first.check('kinds').detail).toMatch(/2 objects/);
  expect(first.check(`access to namespace ${project.namespace}`)).toMatchObject({outcome: 'ok'});
  expect(first.check('same cluster')).toMatchObject({outcome: 'skipped'});
  // It wrote neither state nor namespace.
  expect(readdirSync(project.dir)).not.toContain('state');
  expect(await project.exists(`namespace/${project.namespace}`)).toBe(false);
  expect((await project.kflow('apply')).code).toBe(0);
  expect((await examine()).check('same cluster')).toMatchObject({outcome: 'ok'});
  const {code, stdout, stderr} = await project.kflow('doctor');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect(stdout).toMatch(/✓ kubectl +v1\.[^]*✓ ready/);
});

test('helm 3 is as good as helm 4, and without a config there are still tools and a cluster', async () => {
  project = new Project(3);
  const report = await examine();
  expect(report).toMatchObject({ok: true, code: 0});
  expect(report.check('helm')).toMatchObject({outcome: 'ok', detail: expect.stringMatching(/^v3\./)});
  expect(report.check('config')).toMatchObject({outcome: 'skipped'});
  expect(report.check('cluster')).toMatchObject({outcome: 'ok'});
});

test('a restricted user: exactly what is missing, and a role that grants it', async () => {
  project = good();
  const {namespace} = project;
  await project.kubectl('create', 'namespace', namespace);
  const restrict = (...args: string[]) => project.kubectl('-n', namespace, ...args);
  await restrict('create', 'serviceaccount', 'deployer');
  await restrict('create', 'role', 'few', '--verb=get,list,watch,create', '--resource=configmaps,pods,events');
  await restrict(
    'create',
    'role',
    'one',
    '--verb=get,patch,delete',
    '--resource=configmaps',
    '--resource-name=settings',
  );
  for (const role of ['few', 'one'])
    await restrict('create', 'rolebinding', role, `--role=${role}`, `--serviceaccount=${namespace}:deployer`);
  const token = (await restrict('create', 'token', 'deployer')).trim();
  const kubeconfig = join(project.dir, 'restricted');
  const all = JSON.parse(await project.kubectl('config', 'view', '--raw', '--flatten', '-o', 'json'));
  const {context} = all.contexts.find(({name}: {name: string}) => name === sandbox().context);
  all.users = [{name: 'deployer', user: {token}}];
  all.contexts = [{name: 'restricted', context: {...context, user: 'deployer'}}];
  // Not with `write`: a token may have an `NS` in it.
  writeFileSync(kubeconfig, JSON.stringify({...all, 'current-context': 'restricted'}));

  const report = await examine('--kubeconfig', kubeconfig);
  expect(report).toMatchObject({ok: false, code: 1});
  expect(report.check('user').detail).toContain(`system:serviceaccount:${namespace}:deployer`);
  const access = report.check(`access to namespace ${namespace}`);
  expect(access.outcome).toBe('failed');
  // All of Deployments, part of what waits read, nothing of ConfigMaps.
  expect(access.detail).toMatch(/get, list, watch, create, patch, delete deployments\.apps/);
  expect(access.detail).toMatch(/get pods\/log/);
  expect(access.detail).toMatch(/list, watch replicasets\.apps/);
  expect(access.detail).not.toMatch(/configmaps|events|watch pods/);

  // The role that it shows is one that works.
  const role = access.fix!.slice(access.fix!.indexOf('apiVersion:'));
  writeFileSync(join(project.dir, 'role.yaml'), role);
  await project.kubectl('apply', '-f', join(project.dir, 'role.yaml'));
  await restrict('create', 'rolebinding', 'kflow', '--role=kflow', `--serviceaccount=${namespace}:deployer`);
  const cluster = report.check('access to the cluster');
  expect(cluster).toMatchObject({
    outcome: 'warning',
    detail: expect.stringMatching(/get, create namespaces: apply works/),
  });
  const after = await examine('--kubeconfig', kubeconfig);
  expect(after.check(`access to namespace ${namespace}`)).toMatchObject({outcome: 'ok'});
  expect((await project.kflow('apply', '--kubeconfig', kubeconfig)).stderr).not.toMatch(/forbidden/i);
});

test('a wrong context, with the ones that there are', async () => {
  project = good();
  const report = await examine('--context', 'kflow-sandbx');
  expect(report).toMatchObject({ok: false, code: 1});
  expect(report.check('context')).toMatchObject({outcome: 'failed', fix: expect.stringContaining(sandbox().context)});
  expect(report.check('cluster')).toMatchObject({outcome: 'skipped'});
});

test('no kubectl and no helm on PATH, though a step needs helm', async () => {
  project = good().write({
    'resources/chart.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: chart
helm: {chart: ../chart}
`,
    'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  });
  const empty = join(project.dir, 'bin');
  mkdirSync(empty);
  symlinkSync(process.execPath, join(empty, 'node'));
  project.env.PATH = empty;
  const report = await examine();
  expect(report).toMatchObject({ok: false, code: 1});
  expect(report.check('kubectl')).toMatchObject({outcome: 'failed', fix: expect.stringContaining('install')});
  expect(report.check('helm')).toMatchObject({
    outcome: 'failed',
    detail: expect.stringContaining('chart.helm needs it'),
  });
  expect(report.check('cluster')).toMatchObject({outcome: 'skipped'});
});

test('a server that is not there', async () => {
  project = good();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as {port: number};
  // Nobody listens any more.
  await new Promise((resolve) => server.close(resolve));
  project.write({
    gone: JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'gone',
      clusters: [{name: 'gone', cluster: {server: `http://127.0.0.1:${port}`}}],
      users: [{name: 'gone', user: {}}],
      contexts: [{name: 'gone', context: {cluster: 'gone', user: 'gone'}}],
    }),
  });
  const report = await examine('--kubeconfig', 'gone');
  expect(report).toMatchObject({ok: false, code: 1});
  expect(report.check('context')).toMatchObject({outcome: 'ok'});
  expect(report.check('cluster')).toMatchObject({outcome: 'failed'});
});

test('a state directory with a file in its way, an invalid config, a runner that throws', async () => {
  project = good().write({'kflow.yaml': rootConfig().replace('dir: state', 'dir: file/state'), file: 'in the way'});
  const state = await examine();
  expect(state).toMatchObject({ok: false, code: 1});
  expect(state.check('state')).toMatchObject({
    outcome: 'failed',
    detail: expect.stringMatching(/file is not a directory/),
  });
  project.write({'kflow.yaml': `${rootConfig()}runners: [./broken.mjs]\n`, 'broken.mjs': 'throw new Error("no");\n'});
  expect((await examine()).check('runners')).toMatchObject({outcome: 'failed', detail: expect.stringMatching(/^KF61/)});
  project.write({'kflow.yaml': `${rootConfig()}phasess: []\n`});
  expect((await examine()).check('config')).toMatchObject({
    outcome: 'failed',
    fix: expect.stringContaining('validate'),
  });
  expect((await examine('-c', 'nowhere.yaml')).check('config')).toMatchObject({outcome: 'failed'});
});

test('a kind that nobody serves or defines', async () => {
  const widget = 'apiVersion: widgets.example.com/v1\nkind: Widget\nmetadata: {name: w}\n';
  project = good().write({'resources/w.yaml': resource('w', 'w.yaml'), 'manifests/w.yaml': widget});
  const report = await examine();
  expect(report.code).toBe(1);
  expect(report.check('kinds').detail).toBe('the cluster serves no Widget (widgets.example.com/v1) in w.manifests');
});

test('another cluster than the state remembers', async () => {
  project = good();
  expect((await project.kflow('apply', '--no-wait')).code).toBe(0);
  const {path} = await project.json('state', 'path');
  const state = JSON.parse(readFileSync(path, 'utf8'));
  state.clusters[sandbox().context].identity = '00000000-0000-0000-0000-000000000000';
  project.write({'state/state.json': JSON.stringify(state)});
  expect((await examine()).check('same cluster')).toMatchObject({
    outcome: 'failed',
    fix: expect.stringContaining('state clear'),
  });
});

test('Ctrl-C ends it, though a tool hangs: 130, and no verdict', async () => {
  project = good();
  const bin = join(project.dir, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'helm'), `#!/bin/sh\ntouch "${project.dir}/hangs"\nexec sleep 600\n`, {mode: 0o755});
  project.env = {...project.env, PATH: `${bin}:${project.env['PATH']}`};
  const running = project.start('doctor');
  await until('helm hangs', () => existsSync(join(project.dir, 'hangs')));
  running.child.kill('SIGINT');
  const {code, stdout} = await running.ended;
  expect({code, stdout}).toEqual({code: 130, stdout: ''});
});
