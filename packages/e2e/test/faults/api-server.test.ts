// The API server and etcd themselves hang, die and come back, or do not, under a run.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {OwnCluster} from '../../harness/own-cluster.js';
import {events} from '../../harness/events.js';
import type {Project} from '../../harness/project.js';
import {stateOf, untruths} from '../../harness/truth.js';
import {configMap, deployment, resource, rootConfig} from '../../harness/yaml.js';

// One for each test: controllers and nodes that have been through a fault rest for a while before they try again.
let cluster: OwnCluster;
beforeEach(async () => {
  cluster = await OwnCluster.start();
});
afterEach(() => cluster.remove());

const objects = {config: 'configmap/config', web: 'deployment/web'};

/** A script in the first phase, which ends when there is a file `go`; an object and a Deployment in the second. */
const phased = (ready: Parameters<typeof deployment>[1] = {readyAfter: '5s'}): Project =>
  cluster.project().write({
    'kflow.yaml': rootConfig(['one', 'two']),
    'resources/script.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: script
namespace: NS
phase: one
steps: [{name: hold, script: {run: "echo ran >> ../ran; echo begun; until [ -e ../go ]; do sleep 0.05; done"}}]
`,
    'resources/config.yaml': resource('config', 'config.yaml', 'phase: two'),
    'resources/web.yaml': resource('web', 'web.yaml', 'phase: two\ndependsOn: [config]'),
    'manifests/config.yaml': configMap('config'),
    'manifests/web.yaml': deployment('web', ready),
  });

const released = (ready?: Parameters<typeof deployment>[1]): Project => phased(ready).write({go: ''});

/** Lines of `--json`, by what they tell. */
const isType = (type: string) => (line: string) => JSON.parse(line).type === type;
const isScriptRunning = (line: string) => JSON.parse(line).text === 'begun';
const isLost = (line: string) => /when last seen: the connection to the cluster is lost/.test(line);
const isTriedAgain = (line: string) => /"step.waiting".*connection to the API server was lost: trying again/.test(line);
const isApplying = (line: string) => /"step.command".*kubectl apply/.test(line);

const went = async (project: Project, run: {ended: Promise<any>}) => {
  const outcome = await run.ended;
  const failed = events(outcome.stdout).at(-1)?.failed;
  expect({code: outcome.code, stderr: outcome.stderr, failed}).toEqual({code: 0, stderr: '', failed: []});
  expect(await untruths(project, outcome, objects)).toEqual([]);
  return outcome;
};

test('it hangs in mid-wait and goes on: so does the apply, and who asks meanwhile is told', async () => {
  const project = released();
  const apply = project.start('apply', '--json', '--timeout', '90s');
  await apply.line(isType('workload.progress'));
  cluster.freeze('kube-apiserver');
  try {
    const asked = Promise.all([project.kflow('status'), project.kflow('health'), project.kflow('destroy', '--yes')]);
    await apply.line(isLost);
    for (const {code, stdout, stderr} of await asked) {
      expect({code, stdout}).toEqual({code: 1, stdout: ''});
      expect(stderr).toMatch(/KF801: cannot reach the cluster .*: no answer within 10 s\n +hint: is the cluster up\?/);
    }
  } finally {
    cluster.thaw('kube-apiserver');
  }
  await went(project, apply);
});

test('it is killed while a step runs, is away as a phase ends and the next begins, and comes back', async () => {
  const project = phased();
  const apply = project.start('apply', '--json', '--timeout', '90s');
  await apply.line(isScriptRunning);
  cluster.kill('kube-apiserver');
  project.write({go: ''});
  await apply.line(isTriedAgain);
  await cluster.restart('kube-apiserver');
  await went(project, apply);
});

test('it is killed in mid-wait and comes back', async () => {
  const project = released();
  const apply = project.start('apply', '--json', '--timeout', '90s');
  await apply.line(isType('workload.progress'));
  cluster.kill('kube-apiserver');
  await apply.line(isLost);
  await cluster.restart('kube-apiserver');
  await went(project, apply);
});

test('etcd is killed while a step runs, is away when the next one writes, and comes back', async () => {
  const project = phased();
  const apply = project.start('apply', '--json', '--timeout', '90s');
  await apply.line(isScriptRunning);
  cluster.kill('etcd');
  project.write({go: ''});
  await apply.line(isApplying);
  await cluster.restart('etcd');
  await went(project, apply);
});

test('etcd is killed in mid-wait and comes back', async () => {
  const project = released();
  const apply = project.start('apply', '--json', '--timeout', '90s');
  await apply.line(isType('workload.progress'));
  cluster.kill('etcd');
  await cluster.restart('etcd');
  await went(project, apply);
});

test('it is killed and does not come back: failures in bounded time that say so; resumed when it is there again', async () => {
  const [waiting, working, going] = [released({pod: 'never'}), phased(), released()];
  const held = 'metadata: {name: config, finalizers: [example.com/hold]}';
  going.write({'manifests/config.yaml': configMap('config').replace('metadata: {name: config}', held)});
  expect(await going.kflow('apply')).toMatchObject({code: 0});
  const runs = {
    waiting: waiting.start('apply', '--json', '--timeout', '12s'),
    working: working.start('apply', '--json', '--timeout', '12s'),
    going: going.start('destroy', '--yes', '--json', '--timeout', '12s'),
  };
  await Promise.all([
    runs.waiting.line(isType('workload.progress')),
    runs.working.line(isScriptRunning),
    runs.going.line((line) => /"workload.progress".*configmap\/config/.test(line)),
  ]);
  cluster.kill('kube-apiserver');
  working.write({go: ''});
  const asked = [
    ...(await Promise.all([waiting.kflow('status'), waiting.kflow('health'), waiting.kflow('apply')])),
    await going.kflow('destroy', '--yes'),
  ];
  for (const {code, stdout, stderr} of asked) {
    expect({code, stdout}).toEqual({code: 1, stdout: ''});
    expect(stderr).toMatch(/KF801: cannot reach the cluster .*connection refused.*\n +hint: is the cluster up\?/);
  }
  const [ready, gone] = [await runs.waiting.ended, await runs.going.ended];
  for (const [{code, stdout}, who, what] of [
    [ready, 'web', /^timed out after 12 s: deployment\/web .*; the connection to the cluster is lost: .*refused/],
    [gone, 'config', /^not gone after 12 s: configmap\/config .*; the connection to the cluster is lost: .*refused/],
  ] as const) {
    const told = events(stdout);
    expect(code).toBe(1);
    expect(told.find(({type}) => type === 'resource.failed')).toMatchObject({
      resource: who,
      error: {message: expect.stringMatching(what), hint: expect.stringMatching(/`kubectl version`/)},
    });
    expect(told.filter(({type, resource: of}) => type === 'resource.ready' && of === who)).toEqual([]);
  }
  expect(stateOf(going).resources.config.status).not.toBe('destroyed');
  const failed = await runs.working.ended;
  expect(failed.code).toBe(1);
  expect(events(failed.stdout).find(({type}) => type === 'step.failed')).toMatchObject({
    step: 'config.manifests',
    error: {output: expect.stringMatching(/refused/), hint: expect.stringMatching(/is the cluster running/)},
  });
  expect(stateOf(working).resources).toMatchObject({
    script: {steps: {hold: {outcome: 'succeeded'}}},
    config: {status: 'failed', steps: {manifests: {outcome: 'failed'}}},
  });

  await cluster.restart('kube-apiserver');
  waiting.write({'manifests/web.yaml': deployment('web')});
  for (const project of [waiting, working]) {
    const resumed = await went(project, project.start('apply', '--resume', '--json'));
    expect(events(resumed.stdout).find(({type}) => type === 'run.resumed').done[0].step).toBe('script.hold');
    expect(readFileSync(join(project.dir, 'ran'), 'utf8')).toBe('ran\n');
  }
  const patch = ['--type=merge', '-p', '{"metadata":{"finalizers":null}}', '-n', going.namespace];
  await going.kubectl('patch', 'configmap/config', ...patch);
  const destroyed = await going.kflow('destroy', '--yes', '--json');
  expect(destroyed.code).toBe(0);
  expect(await untruths(going, destroyed, objects, 'destroy')).toEqual([]);
});
