import {describe, expect, test} from '@jest/globals';
import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {HelmSpec} from '@kflow/core';
import {helmChartArguments} from '../../src/tools/helm/helm-chart-arguments.js';
import {helmUpgrade} from '../../src/tools/helm/helm-upgrade.js';
import {createHelm} from '../../src/tools/helm.js';
import {type Answer, FakeCommands} from './fake-commands.js';
import {sample} from './sample.js';

const directory = mkdtempSync(join(tmpdir(), 'kflow-helm-'));
writeFileSync(join(directory, 'key'), 'from a file\n');

const base: HelmSpec = {
  kind: 'helm',
  release: 'web',
  chart: '/charts/web',
  local: true,
  valuesFiles: [],
  values: {},
  secretValues: {},
};

/** One upgrade over fake helm; what it ran, what it reported, and what came of it. */
async function upgrade(spec: Partial<HelmSpec>, {dryRun = false, answers = [{}] as Answer[], env = {}} = {}) {
  const commands = new FakeCommands(answers);
  const scripts = new FakeCommands([{stdout: ' from a command \n'}]);
  const reported: string[] = [];
  const helm = createHelm({commands, dryRun}).with({report: ({command}) => reported.push(command)});
  const outcome = await helmUpgrade(helm, {
    spec: {...base, ...spec},
    namespace: 'shop',
    dryRun,
    sources: {commands: scripts, cwd: directory, env},
  }).then(
    (result) => ({result, error: undefined}),
    (error: unknown) => ({result: undefined, error}),
  );
  return {...outcome, commands, scripts, reported};
}

describe('the chart', () => {
  const repo = {name: 'bitnami', url: 'https://charts.example.com'};
  test.each([
    [{chart: '/charts/web', local: true}, '/charts/web'],
    [{chart: '/charts/web', local: true, version: '1.2.3', repo}, '/charts/web --version 1.2.3'],
    [{chart: 'oci://r.example/web', local: false, version: '1'}, 'oci://r.example/web --version 1'],
    [{chart: 'bitnami/redis', local: false, repo}, 'redis --repo https://charts.example.com'],
    [{chart: 'redis', local: false, repo, version: '2'}, 'redis --repo https://charts.example.com --version 2'],
    [{chart: 'redis', local: false, repo: {url: 'https://c.example'}}, 'redis --repo https://c.example'],
    [{chart: 'bitnamix/redis', local: false, repo}, 'bitnamix/redis --repo https://charts.example.com'],
    [{chart: 'known/redis', local: false}, 'known/redis'],
    [
      {chart: 'n/redis', local: false, repo: {name: 'n', url: 'oci://r.example/charts/'}},
      'oci://r.example/charts/redis',
    ],
  ])('%j', (spec, expected) => {
    expect(helmChartArguments(spec).join(' ')).toBe(expected);
  });
});

describe.each(['helm3', 'helm4'] as const)('with %s', (version) => {
  test.each([
    ['install', 1],
    ['upgrade', 2],
    ['upgrade-repo', 3],
  ])('%s tells status and revision', async (name, revision) => {
    const {result} = await upgrade({}, {answers: [sample(version, name)]});
    expect(result).toMatchObject({changes: [{object: 'release/web', namespace: 'shop', action: 'deployed'}], revision});
  });

  test.each(['values-not-a-map', 'values-json-not-a-map'])(
    '%s is tried again with maps in those places',
    async (name) => {
      const {result, commands} = await upgrade(
        {values: {k: {a: 1.5}, text: 'x'}, secretValues: {'k.b': {fromEnv: 'B'}}},
        {answers: [sample(version, name), sample(version, 'upgrade')], env: {B: 'secret'}},
      );
      expect(result?.revision).toBe(2);
      expect(commands.requests.map(({stdin}) => stdin)).toEqual(['{"k":{"b":"secret"}}', '{"k":{"b":"secret"}}']);
    },
  );

  test('any other failure is one', async () => {
    const {error, commands} = await upgrade({values: {k: {a: 1}}}, {answers: [sample(version, 'pending')]});
    expect(error).toMatchObject({code: 'KF703', hint: expect.stringContaining('helm rollback')});
    expect(commands.requests).toHaveLength(1);
  });
});

test('values go as flags, files before them', async () => {
  const {commands, reported} = await upgrade({
    valuesFiles: ['/a.yaml', '/b,c.yaml'],
    values: {image: {tag: '1.10'}, replicas: 2, host: 'a,b', list: [1], none: null, ratio: 0.5, empty: {}},
  });
  expect(reported).toEqual([
    `helm upgrade --install web /charts/web -f /a.yaml -f '"/b,c.yaml"' --set-string image.tag=1.10 --set replicas=2 ` +
      `--set-string 'host=a\\,b' --set-json 'list=[1]' --set none=null --set-json ratio=0.5 --set-json 'empty={}' --namespace shop`,
  ]);
  expect(commands.requests[0]?.stdin).toBeUndefined();
});

describe('secret values', () => {
  const secretValues = {
    'auth.password': {fromEnv: 'PASSWORD'},
    'auth.key': {fromFile: join(directory, 'key')},
    'x\\.y': {fromCommand: 'pass show x'},
  };

  test('reach helm on standard input and nothing else', async () => {
    const {commands, scripts, reported, result} = await upgrade({secretValues}, {env: {PASSWORD: 'hunter2'}});
    expect(JSON.parse(commands.requests[0]?.stdin ?? '')).toEqual({
      auth: {password: 'hunter2', key: 'from a file\n'},
      'x.y': 'from a command',
    });
    expect(commands.args.slice(4, 6)).toEqual(['-f', '-']);
    expect(reported.join() + commands.args.join()).not.toMatch(/hunter2|from a/);
    expect(commands.requests[0]?.secrets).toEqual(['hunter2', 'from a file\n', 'from a command']);
    expect(result?.secrets).toEqual(['hunter2', 'from a file\n', 'from a command']);
    expect(scripts.requests).toMatchObject([{tool: 'bash', args: ['-c', 'pass show x'], cwd: directory}]);
  });

  test('are not even looked up in a dry run', async () => {
    const {commands, scripts, reported} = await upgrade({secretValues}, {dryRun: true});
    expect(commands.requests).toHaveLength(0);
    expect(scripts.requests).toHaveLength(0);
    expect(reported).toEqual([
      `helm upgrade --install web /charts/web -f - --namespace shop <<'EOF'\n{"auth":{"password":"***","key":"***"},"x.y":"***"}\nEOF`,
    ]);
  });

  test.each([
    [{a: {fromEnv: 'MISSING'}}, {}, 'KF706', 'the secret value a: the environment variable MISSING is not set'],
    [{a: {fromFile: '/missing/file'}}, {}, 'KF706', 'the secret value a: the file /missing/file does not exist'],
    [{'a.b': {fromEnv: 'X'}}, {a: 'text'}, 'KF705', 'the secret value a.b and `values` both set the same value'],
    [{a: {fromEnv: 'X'}}, {a: {b: 1}}, 'KF705', 'the secret value a and `values` both set the same value'],
    [
      {a: {fromEnv: 'X'}, 'a.b': {fromEnv: 'X'}},
      {},
      'KF705',
      'the secret value a.b and another secret value both set the same value',
    ],
    [
      {'a.b': {fromEnv: 'X'}, a: {fromEnv: 'X'}},
      {},
      'KF705',
      'the secret value a and another secret value both set the same value',
    ],
  ])('%j beside %j are refused before helm runs', async (secretValues, values, code, message) => {
    const {error, commands} = await upgrade({secretValues, values}, {env: {X: 'x'}});
    expect(error).toMatchObject({family: 'user', code, message});
    expect(commands.requests).toHaveLength(0);
  });
});
