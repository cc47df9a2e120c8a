import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import type {HelmMajor} from '../harness/sandbox.js';
import {twoResources} from '../harness/two-resources.js';
import {configMap, deployment, resource, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** A part of an object in the project's namespace. */
const part = (object: string, path: string) =>
  project.kubectl('-n', project.namespace, 'get', object, '-o', `jsonpath={${path}}`);

/** When the pods of a Deployment were last told to restart; empty if never. */
const restartedAt = (name: string) =>
  part(`deployment/${name}`, String.raw`.spec.template.metadata.annotations.kubectl\.kubernetes\.io/restartedAt`);

test('restart restarts the pods, waits for them, and takes just what was named', async () => {
  project = twoResources('dependsOn: [config]');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(await restartedAt('web')).toBe('');
  const {code, stdout, stderr} = await project.kflow('restart', 'web', '--json');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect(events(stdout).map(({type}) => type)).toEqual(
    expect.arrayContaining(['step.succeeded', 'resource.waiting', 'resource.ready', 'run.finished']),
  );
  expect(events(stdout).find(({type}) => type === 'step.succeeded')).toMatchObject({
    step: 'restart web',
    changes: [{object: 'deployment.apps/web', action: 'restarted'}],
  });
  expect(await restartedAt('web')).not.toBe('');
  expect(await part('deployment/web', '.status.updatedReplicas')).toBe('2');
  expect(JSON.stringify(await project.json('state', 'show'))).toContain('"lastOperation":"restart"');
});

test('--with-deps takes what it depends on along, --no-wait does not wait, --timeout bounds the wait', async () => {
  // Each is restarted once: kubectl refuses to do it twice within a second.
  const files = Object.entries({db: '', api: 'dependsOn: [db]', alone: '', slow: ''}).flatMap(([name, more]) => [
    [`resources/${name}.yaml`, resource(name, `${name}.yaml`, more)],
    [`manifests/${name}.yaml`, deployment(name, name === 'slow' ? {pod: 'never'} : {})],
  ]);
  project = new Project().write({'kflow.yaml': rootConfig(), ...Object.fromEntries(files)});
  expect(await project.kflow('apply', '--no-wait')).toMatchObject({code: 0});
  const {code, stdout} = await project.kflow('restart', 'api', '--with-deps', '--json');
  expect(code).toBe(0);
  const restarts = events(stdout).filter(({type}) => type === 'step.succeeded');
  expect(restarts.map(({step}) => step)).toEqual(['restart db', 'restart api']);
  expect([await restartedAt('alone'), (await restartedAt('db')) !== '']).toEqual(['', true]);
  const {stdout: unwaited, code: started} = await project.kflow('restart', 'alone', '--no-wait', '--json');
  expect(started).toBe(0);
  expect(events(unwaited).filter(({type}) => type === 'resource.waiting')).toEqual([]);
  expect(await restartedAt('alone')).not.toBe('');
  const late = await project.kflow('restart', 'slow', '--timeout', '2s');
  expect(late.code).toBe(1);
  expect(late.stderr).toMatch(/timed out after 2 s/);
});

test('a resource with nothing to restart is told of, and is no failure', async () => {
  project = twoResources('dependsOn: [config]');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stderr} = await project.kflow('restart', 'config');
  expect(code).toBe(0);
  expect(stderr).toMatch(/config: nothing to restart/);
});

test('restart exits 1 when the pods do not come back, and says why', async () => {
  project = twoResources('dependsOn: [config]');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const pods = {template: {metadata: {labels: {'sandbox.kflow.dev/pod': 'crash-loop'}}}};
  await project.kubectl('-n', project.namespace, 'patch', 'deployment/web', '-p', JSON.stringify({spec: pods}));
  const {code, stderr} = await project.kflow('restart', 'web');
  expect(code).toBe(1);
  expect(stderr).toMatch(/CrashLoopBackOff/);
  // What is not there cannot be restarted.
  await project.kubectl('-n', project.namespace, 'delete', 'deployment/web');
  const missing = await project.kflow('restart', 'web');
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/"web" not found/);
});

test('a dry run of restart prints the command, and restarts nothing', async () => {
  project = twoResources('dependsOn: [config]');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const {code, stdout} = await project.kflow('restart', '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toMatch(new RegExp(`^kubectl rollout restart deployment/web --namespace ${project.namespace} `, 'm'));
  expect(await restartedAt('web')).toBe('');
});

test('reload applies a changed ConfigMap, and restarts who reads it', async () => {
  project = twoResources('dependsOn: [config]');
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  project.write({'manifests/config.yaml': configMap('config', 'new')});
  const {code, stderr} = await project.kflow('reload', 'web');
  expect({code, stderr}).toMatchObject({code: 0});
  expect(await part('configmap/config', '.data.value')).toBe('new');
  expect(await restartedAt('web')).not.toBe('');
  const {resources} = await project.json('status');
  expect(resources).toMatchObject([{drift: []}, {state: 'applied', drift: []}]);
});

test('a runner has hooks of its own for restart and reload', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/own.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: own
namespace: NS
runners: [{class: Own, file: ../own.mjs}]
`,
    'own.mjs': `import {BaseRunner} from '@kflow/runners';
export class Own extends BaseRunner {
  async apply(ctx) { ctx.log('applied'); }
  async restart(ctx) { ctx.log('restarted by itself'); }
}
`,
  });
  const restart = await project.kflow('restart');
  expect(restart.code === 0 ? restart.stderr : restart).toMatch(/restarted by itself/);
  expect(restart.stderr).not.toMatch(/nothing to restart/);
  const reload = await project.kflow('reload');
  expect(reload.stderr).toMatch(/own\.Own\s+applied/);
});

test.each<HelmMajor>([4, 3])('helm %i: upgrades releases and nothing else, then restarts by label', async (helm) => {
  project = new Project(helm).write({
    'kflow.yaml': rootConfig(),
    'resources/config.yaml': resource('config', 'config.yaml'),
    'manifests/config.yaml': configMap('config'),
    'resources/web.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: web
namespace: NS
dependsOn: [config]
helm: {chart: ../chart, values: {replicas: 2}}
`,
    'chart/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
    'chart/templates/web.yaml': deployment('web')
      .replace('replicas: 1', 'replicas: {{ .Values.replicas }}')
      .replace('labels: {app: web}}', 'labels: {app.kubernetes.io/instance: {{ .Release.Name }}}}'),
  });
  const {code, stderr} = await project.kflow('helm');
  expect({code, stderr}).toMatchObject({code: 0});
  expect(await project.exists('configmap/config')).toBe(false);
  expect(await part('deployment/web', '.status.readyReplicas')).toBe('2');
  const [, row] = (await project.json('status')).resources;
  expect(row).toMatchObject({name: 'web', state: 'applied', helm: [{status: 'deployed', revision: 1}]});
  expect(await project.kflow('restart', 'web')).toMatchObject({code: 0});
  expect(await restartedAt('web')).not.toBe('');
});
