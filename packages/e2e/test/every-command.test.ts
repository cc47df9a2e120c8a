import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, describe, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import type {HelmMajor} from '../harness/sandbox.js';
import {until} from '../harness/until.js';
import {configMap, deployment, rootConfig} from '../harness/yaml.js';

const everyCommand = [
  ['apply'],
  ['destroy', '-y'],
  ['restart'],
  ['reload'],
  ['helm'],
  ['status'],
  ['health'],
  ['logs', 'web'],
  ['graph'],
  ['plan'],
  ['list'],
  ['validate'],
  ['runners'],
  ['runners', 'describe', 'Any'],
  ['state', 'show'],
  ['state', 'path'],
  ['state', 'clear', '-y'],
];

/** Those that take names of resources. */
const ofResources = ['apply', 'destroy', 'restart', 'reload', 'helm', 'status', 'health', 'logs', 'plan'];

const resource = (name: string, text: string) => `kflow: {version: v1, kind: ResourceDefinition}
name: ${name}
namespace: NS
${text}
`;

describe('bad input: exit 2, a reason with a code, and nothing is run', () => {
  let project: Project;
  beforeAll(() => {
    project = new Project().write({
      'kflow.yaml': rootConfig(),
      'broken.yaml': `${rootConfig()}phase: []\n`,
      'resources/web.yaml': resource('web', 'steps: [{name: mark, script: {run: touch ../ran}}]'),
    });
    // Whatever would ask a cluster fails in another way.
    project.env.KUBECONFIG = join(project.dir, 'nowhere');
  });
  afterAll(() => project.remove());
  afterEach(() => expect(existsSync(join(project.dir, 'ran'))).toBe(false));

  test.each(everyCommand)('%s: a flag that there is not', async (...args) => {
    const {code, stdout, stderr} = await project.kflow(...args, '--no-such-flag');
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/^error KF\d+: .*no-such-flag/);
    const json = await project.kflow(...args, '--no-such-flag', '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toBeDefined();
  });

  test.each(everyCommand)('%s: a config with an unknown key', async (...args) => {
    // The local store needs no more of the config than where it is.
    if (args[0] === 'state') return;
    const config = ['--config', 'broken.yaml'];
    const {code, stderr, stdout} = await project.kflow(...config, ...args);
    expect({args, code}).toEqual({args, code: 2});
    expect(stderr + stdout).toMatch(/broken\.yaml:5:1/);
    const json = await project.kflow(...config, ...args, '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({valid: false, diagnostics: [{severity: 'error', at: {line: 5}}]});
  });

  test.each(ofResources)('%s: a resource that there is not', async (command) => {
    const {code, stderr} = await project.kflow(command, 'wbe', ...(command === 'destroy' ? ['-y'] : []));
    expect({command, code}).toEqual({command, code: 2});
    expect(stderr).toMatch(/wbe[^]*did you mean `?web/);
  });
});

const chart = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
  'chart/templates/web.yaml': `{{ if .Values.fail }}{{ fail "the chart says no" }}{{ end }}\n${deployment('from-chart')
    .replace('labels: {app: from-chart}}', 'labels: {app.kubernetes.io/instance: {{ .Release.Name }}}}')
    .replace('replicas: 1', 'replicas: {{ .Values.replicas }}')}`,
};

describe.each<HelmMajor>([4, 3])('every command of a project with a release, with helm %i', (helm) => {
  let project: Project;
  beforeAll(() => {
    project = new Project(helm).write({
      'kflow.yaml': rootConfig(),
      'resources/release.yaml': resource('release', 'helm: {chart: ../chart, values: {replicas: 1, fail: false}}'),
      'resources/other.yaml': resource('other', 'manifests: [../files/other.yaml]\nworkloads: [deployment/other]'),
      'files/other.yaml': deployment('other'),
      ...chart,
    });
  });
  afterAll(() => project.remove());

  const get = (...args: string[]) => project.kubectl('-n', project.namespace, 'get', ...args);
  const rowOf = async () => (await project.json('status', 'release')).resources[0];
  const chartFails = (fails: boolean) =>
    project.write({
      'resources/release.yaml': resource('release', `helm: {chart: ../chart, values: {replicas: 1, fail: ${fails}}}`),
    });

  test('apply, its dry run, and its failure', async () => {
    const dry = await project.kflow('apply', '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(events(dry.stdout).filter(({command}) => command?.startsWith('helm upgrade --install'))).toHaveLength(1);
    expect(await rowOf()).toMatchObject({state: 'unknown', helm: [{status: 'missing'}]});

    expect(await project.kflow('apply')).toMatchObject({code: 0});
    expect(await rowOf()).toMatchObject({
      state: 'applied',
      ready: 1,
      total: 1,
      helm: [{status: 'deployed', revision: 1}],
    });

    chartFails(true);
    const failed = await project.kflow('apply', 'release', '--json');
    expect(failed.code).toBe(1);
    expect(events(failed.stdout).find(({type}) => type === 'step.failed').error).toMatchObject({
      code: 'KF703',
      output: expect.stringContaining('the chart says no'),
    });
    // The release is as it was; what failed is in the state.
    expect(await rowOf()).toMatchObject({state: 'failed', helm: [{status: 'deployed', revision: 1}]});
  });

  test('helm: its failure, its dry run, and the good way', async () => {
    chartFails(true);
    const failed = await project.kflow('helm', '--json');
    expect(failed.code).toBe(1);
    expect(events(failed.stdout).at(-1)).toMatchObject({outcome: 'failed', failed: [{id: 'release.helm'}]});
    chartFails(false);
    const dry = await project.kflow('helm', '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.stdout).toMatch(/helm upgrade --install release/);
    expect((await rowOf()).helm[0].revision).toBe(1);
    expect(await project.kflow('helm')).toMatchObject({code: 0});
    expect((await rowOf()).helm[0].revision).toBe(2);
  });

  test('restart of one resource changes no other workload in the namespace', async () => {
    await project.kubectl(
      '-n',
      project.namespace,
      'create',
      'deployment',
      'stranger',
      '--image=registry.example.com/a:1',
    );
    const generations = async () =>
      Object.fromEntries(
        JSON.parse(await get('deployments', '-o', 'json')).items.map(({metadata}: any) => [
          metadata.name,
          metadata.generation,
        ]),
      );
    const before = await generations();
    const dry = await project.kflow('restart', 'release', '--dry-run');
    expect(dry.stdout).toMatch(/rollout restart deployment\/from-chart/);
    expect(await generations()).toEqual(before);
    expect(await project.kflow('restart', 'release', '--json')).toMatchObject({code: 0});
    expect(await generations()).toEqual({...before, 'from-chart': before['from-chart'] + 1});
  });

  test('reload, and its dry run', async () => {
    const dry = await project.kflow('reload', '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect((await rowOf()).helm[0].revision).toBe(2);
    expect(await project.kflow('reload', '--json')).toMatchObject({code: 0});
    expect((await rowOf()).helm[0].revision).toBe(3);
  });

  test('health is a verdict: exit 1 as soon as a release or a workload is not well', async () => {
    expect(await project.json('health')).toMatchObject({healthy: true});
    await project.kubectl('-n', project.namespace, 'delete', 'deployment/other');
    const {code, stdout} = await project.kflow('health', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      healthy: false,
      resources: [
        {name: 'other', healthy: false, detail: expect.stringContaining('deployment/other')},
        {healthy: true},
      ],
    });
    // What was not named does not count.
    expect(await project.kflow('health', 'release')).toMatchObject({code: 0});
  });

  test('what only reads prints the same whenever it is asked, and nothing on stderr', async () => {
    for (const args of [
      ['plan'],
      ['graph'],
      ['list'],
      ['validate'],
      ['runners'],
      ['state', 'show'],
      ['state', 'path'],
    ]) {
      const [once, again] = [await project.kflow(...args, '--json'), await project.kflow(...args, '--json')];
      expect({args, ...once}).toEqual({args, code: 0, stderr: '', stdout: again.stdout});
      expect(JSON.parse(once.stdout)).toBeTruthy();
      const plain = await project.kflow(...args);
      expect({args, code: plain.code, said: plain.stdout + plain.stderr !== ''}).toEqual({args, code: 0, said: true});
    }
  });

  test('destroy: its dry run, and the good way twice', async () => {
    const dry = await project.kflow('destroy', '--dry-run', '--json');
    expect(dry.code).toBe(0);
    expect(events(dry.stdout).some(({command}) => command?.startsWith('helm uninstall release'))).toBe(true);
    expect((await rowOf()).helm[0].status).toBe('deployed');
    for (let time = 0; time < 2; time++)
      expect(await project.kflow('destroy', '-y', '--json')).toMatchObject({code: 0});
    expect(await rowOf()).toMatchObject({state: 'destroyed', helm: [{status: 'missing'}]});
    expect(await get('deployments', '-o', 'name')).toBe('deployment.apps/stranger\n');
    expect(await project.kflow('state', 'clear', '-y', '--json')).toMatchObject({code: 0});
    expect(await rowOf()).toMatchObject({state: 'unknown'});
  });
});

test.each(['status', 'health'])('%s is interrupted while a runner takes its time', async (command) => {
  const project = new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/slow.yaml': resource('slow', 'runners: [{class: Slow, file: ../slow.mjs}]'),
    'files/config.yaml': configMap('config'),
    'slow.mjs': `import {writeFileSync} from 'node:fs';
import {BaseRunner} from '@kflow/runners';
const forever = (ctx) => {
  writeFileSync(ctx.path('../asked'), '');
  return new Promise((_, reject) => ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason)));
};
export class Slow extends BaseRunner {
  async status(ctx) { return await forever(ctx); }
  async health(ctx) { return await forever(ctx); }
}
`,
  });
  try {
    const running = project.start(command, '--json');
    await until('the hook is called', () => existsSync(join(project.dir, 'asked')));
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({code: 130});
    await until('nothing is left running', async () => (await project.processes()).length === 0);
  } finally {
    project.remove();
  }
});
