import {chmodSync, existsSync, readFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import type {Running} from '../harness/run.js';
import type {HelmMajor} from '../harness/sandbox.js';
import {until} from '../harness/until.js';
import {configMap, deployment, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** Waits that end at the first Ctrl-C, and work that is given the chance to end by itself and is ended at the second. */
type Ends = 'at the first Ctrl-C' | 'at the second Ctrl-C';

interface Scene {
  /** The step that hangs, named `slow`. */
  step: string;
  ends: Ends;
  /** Resolves once it hangs. */
  hangs(running: Running): Promise<unknown>;
  helm?: HelmMajor;
}

const event = (type: string) => (running: Running) =>
  running.line((line) => {
    const {type: found, step} = JSON.parse(line);
    return found === type && (step === undefined || step === 'shop.slow');
  });
const says = (text: string) => (running: Running) =>
  running.line((line) => JSON.parse(line).type === 'step.output' && JSON.parse(line).text === text);
const started = () => until('its file', () => existsSync(join(project.dir, 'started')));
const hook = () =>
  until('the hook', async () => (await project.kubectl('get', 'jobs', '-A')).includes(project.namespace));

const web = '  - {name: web, manifests: [../files/web.yaml]}\n  - {name: up, rolloutWait: {}}\n';

const scenes: [string, Scene][] = [
  [
    'manifests',
    {step: 'manifests: [../files/never.yaml]', ends: 'at the first Ctrl-C', hangs: event('workload.progress')},
  ],
  ['kustomize', {step: 'kustomize: {path: ../files}', ends: 'at the first Ctrl-C', hangs: event('workload.progress')}],
  [
    'wait',
    {step: 'wait: {for: configmap/none, condition: Ready}', ends: 'at the first Ctrl-C', hangs: event('step.waiting')},
  ],
  [
    'rolloutWait',
    {
      step: 'rolloutWait: {}}\n  - {name: unused, script: {run: "true"}',
      ends: 'at the first Ctrl-C',
      hangs: event('step.waiting'),
    },
  ],
  [
    'script',
    {step: "script: {run: 'sleep 1000 & echo started; wait'}", ends: 'at the second Ctrl-C', hangs: says('started')},
  ],
  [
    'exec',
    {
      step: "exec: {selector: app=web, command: [sh, -c, 'echo started; exec sleep 1000']}",
      ends: 'at the second Ctrl-C',
      hangs: says('started'),
    },
  ],
  [
    'secret',
    {
      step: "secret: {fromCommand: {a: 'touch ../started; sleep 1000'}}",
      ends: 'at the second Ctrl-C',
      hangs: started,
    },
  ],
  [
    'configmap',
    {
      step: "configmap: {fromCommand: {a: 'touch ../started; sleep 1000'}}",
      ends: 'at the second Ctrl-C',
      hangs: started,
    },
  ],
  [
    'dockerBuild',
    {step: 'dockerBuild: {context: ../files, tag: shop}', ends: 'at the second Ctrl-C', hangs: says('started')},
  ],
  ['runner', {step: 'runner: {class: Slow, file: ../slow.mjs}', ends: 'at the second Ctrl-C', hangs: says('started')}],
  ['helm 4', {step: 'helm: {chart: ../chart}', ends: 'at the second Ctrl-C', hangs: hook, helm: 4}],
  ['helm 3', {step: 'helm: {chart: ../chart}', ends: 'at the second Ctrl-C', hangs: hook, helm: 3}],
];

test.each(scenes)('%s', async (kind, {step, ends, hangs, helm}) => {
  project = new Project(helm);
  project.write({
    'kflow.yaml': rootConfig(),
    'resources/shop.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: shop
namespace: NS
steps:
${kind === 'exec' ? web : ''}${kind === 'rolloutWait' ? '  - {name: never, script: {run: "kubectl -n NS apply -f ../files/never.yaml"}}\n' : ''}  - {name: slow, ${step}}
  - {name: later, configmap: {literals: {a: b}}}
`,
    'resources/after.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: after
namespace: NS
dependsOn: [shop]
steps: [{name: config, configmap: {literals: {a: b}}}]
`,
    'files/web.yaml': deployment('web'),
    'files/never.yaml': deployment('never', {pod: 'never'}),
    'files/kustomization.yaml': 'resources: [never.yaml]\n',
    'files/Dockerfile': 'FROM scratch\n',
    'tools/docker': '#!/bin/sh\necho started\nsleep 1000 & wait\n',
    'slow.mjs': `import {BaseRunner} from '@kflow/runners';
export class Slow extends BaseRunner {
  async apply(ctx) {
    ctx.log('started');
    await new Promise((_, reject) => ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason)));
  }
}
`,
    'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
    'chart/templates/config.yaml': configMap('from-chart'),
    'chart/templates/hook.yaml': `apiVersion: batch/v1
kind: Job
metadata: {name: hook, annotations: {helm.sh/hook: "pre-install,pre-upgrade", helm.sh/hook-delete-policy: before-hook-creation}}
spec:
  template:
    metadata: {labels: {sandbox.kflow.dev/pod: never}}
    spec: {restartPolicy: Never, containers: [{name: app, image: registry.example.com/hook:1}]}
`,
  });
  chmodSync(join(project.dir, 'tools/docker'), 0o755);
  project.env.PATH = [join(project.dir, 'tools'), project.env.PATH].join(delimiter);
  const apply = project.start('apply', '--json');
  await hangs(apply);
  const told = new Promise((resolve) => apply.child.stderr.once('data', resolve));
  apply.child.kill('SIGINT');
  if (ends === 'at the second Ctrl-C') {
    await told;
    expect(apply.child.exitCode).toBeNull();
    apply.child.kill('SIGINT');
  }
  const {code, stdout, stderr} = await apply.ended;
  expect({code, stderr}).toMatchObject({code: 130});
  const finished = events(stdout).at(-1);
  expect(finished).toMatchObject({type: 'run.finished', outcome: 'interrupted', exitCode: 130});
  expect(finished.skipped.map(({step: id}: {step: string}) => id)).toContain('after.config');
  expect(await project.exists('configmap/config')).toBe(false);
  const state = JSON.parse(readFileSync(join(project.dir, 'state/state.json'), 'utf8'));
  const [cluster] = Object.values<any>(state.clusters);
  expect(cluster.resources.shop.status).not.toBe('applied');
  expect(cluster.resources.after).toBeUndefined();
  if (ends === 'at the second Ctrl-C') expect(cluster.resources.shop.steps.slow.outcome).not.toBe('succeeded');
  await until('nothing is left running', async () => (await project.processes()).length === 0);
  // The lock is free again: a run that has nothing to wait for goes through.
  expect(await project.kflow('apply', 'after', '--no-deps')).toMatchObject({code: 0});
});

test('destroy: a wait for what a finalizer holds ends at the first Ctrl-C, and says that it is not gone', async () => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/held.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: held
namespace: NS
manifests: [../files/held.yaml]
`,
    'files/held.yaml': configMap('held').replace('name: held', 'name: held, finalizers: [example.com/hold]'),
  });
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  const destroy = project.start('destroy', '-y', '--json');
  await until('the deletion', async () =>
    (await project.kubectl('-n', project.namespace, 'get', 'configmap/held', '-o', 'yaml')).includes(
      'deletionTimestamp',
    ),
  );
  await destroy.line((line) => JSON.parse(line).type === 'step.succeeded');
  destroy.child.kill('SIGINT');
  const {code, stdout} = await destroy.ended;
  expect(code).toBe(130);
  expect(events(stdout).at(-1)).toMatchObject({type: 'run.finished', outcome: 'interrupted'});
  const [resource] = Object.values<any>(
    JSON.parse(readFileSync(join(project.dir, 'state/state.json'), 'utf8')).clusters,
  );
  expect(resource.resources.held.status).not.toBe('destroyed');
  await project.kubectl(
    ...['-n', project.namespace, 'patch', 'configmap/held', '--type=merge', '-p', '{"metadata":{"finalizers":null}}'],
  );
});

test.each([['restart'], ['reload']])('%s: the wait for its rollout ends at the first Ctrl-C', async (operation) => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: web
namespace: NS
workloads: [deployment/never]
manifests: [../files/never.yaml]
`,
    'files/never.yaml': deployment('never', {pod: 'never'}),
  });
  expect(await project.kflow('apply', '--no-wait')).toMatchObject({code: 0});
  const running = project.start(operation, '--json');
  await running.line((line) => JSON.parse(line).type === 'workload.progress');
  running.child.kill('SIGINT');
  const {code, stdout} = await running.ended;
  expect(code).toBe(130);
  expect(events(stdout).at(-1)).toMatchObject({type: 'run.finished', outcome: 'interrupted'});
  await until('nothing is left running', async () => (await project.processes()).length === 0);
});
