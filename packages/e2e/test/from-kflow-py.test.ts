import {appendFileSync, chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Packed} from '../harness/packed.js';
import {Project} from '../harness/project.js';
import {sandbox} from '../harness/sandbox.js';

/** Written by kflow-py 1.2.2 itself: see the README beside it. */
const recorded = readFileSync(fileURLToPath(new URL('../fixtures/kflow-py/state.json', import.meta.url)), 'utf8');
const namespaces = ['ledger', 'ledger-edge', 'ledger-archive', 'ledger-attic'];

// As a user has it: kflow is installed from its tarball.
let packed: Packed;
let project: Project;

beforeAll(async () => {
  packed = await Packed.install();
});
afterAll(() => packed?.remove());

beforeEach(() => {
  project = new Project().copyExample('from-kflow-py').write({
    // Stands in for docker: writes down that it was called.
    'tools/docker': '#!/bin/sh\necho "$*" >> "$DOCKER_LOG"\n',
  });
  chmodSync(join(project.dir, 'tools/docker'), 0o755);
  project.bin = packed.kflow;
  Object.assign(project.env, {
    PATH: [join(project.dir, 'tools'), project.env['PATH']].join(delimiter),
    DOCKER_LOG: join(project.dir, 'docker.log'),
    LEDGER_DB_PASSWORD: 'open-sesame-to-the-books',
  });
});

afterEach(async () => {
  await project.kubectl('delete', 'namespace', ...namespaces, '--ignore-not-found');
  await project.kubectl('delete', 'crd', 'books.ledger.example.com', '--ignore-not-found');
  project.remove();
});

const object = async (name: string, namespace = 'ledger'): Promise<any> =>
  JSON.parse(await project.kubectl('get', name, '-n', namespace, '-o', 'json'));

const dockerCalls = (): string[] =>
  existsSync(project.env['DOCKER_LOG']!) ? readFileSync(project.env['DOCKER_LOG']!, 'utf8').trim().split('\n') : [];

/** The example as it was for kflow-py: the runners' names are all that differs. */
function asItWas(): void {
  for (const path of ['kflow.yaml', 'resources/web.yaml', 'resources/notes.yaml']) {
    const file = join(project.dir, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/_runner\.ts$/gm, '_runner.py'));
  }
}

/** Puts kflow-py's state where it was. */
function keepState(text: string): string {
  const whole = text.replaceAll('PROJECT', project.dir);
  mkdirSync(join(project.dir, '.kflow'), {recursive: true});
  writeFileSync(join(project.dir, '.kflow/state.json'), whole);
  return whole;
}

const stateText = (): string => readFileSync(join(project.dir, '.kflow/state.json'), 'utf8');
const stateFiles = (): string[] => readdirSync(join(project.dir, '.kflow')).filter((name) => name.startsWith('state'));

describe('the example', () => {
  test('as it was for kflow-py, nothing but the names of its runner files is at fault', async () => {
    asItWas();
    const {valid, diagnostics} = await project.json('validate');
    expect(valid).toBe(false);
    expect(diagnostics).toHaveLength(3);
    for (const {message, hint} of diagnostics) {
      expect(message).toContain('_runner.py');
      expect(hint).toContain('migrating-from-kflow-py');
    }
    expect((await project.kflow('apply')).code).toBe(2);
    expect(await project.exists('namespace/ledger')).toBe(false);
  });

  test('up, healthy, the same again, restart, reload, helm, and down', async () => {
    expect(await project.json('validate', '--strict')).toEqual({valid: true, diagnostics: []});
    expect(await project.kflow('apply')).toMatchObject({code: 0});

    expect(await project.json('health')).toMatchObject({healthy: true});
    const status = await project.json('status');
    expect(status.resources).toHaveLength(9);
    for (const row of status.resources) expect(row).toMatchObject({state: 'applied', drift: [], ready: row.total});

    expect((await object('configmap/database-settings')).data).toEqual({
      LOG_LEVEL: 'debug',
      MAX_CONNECTIONS: '64',
      'motd.txt': 'Books are balanced at midnight.\n',
      banner: 'Books are balanced at midnight.\n',
      'memory.conf': 'shared_buffers = 64MB\n',
      'tuning---vacuum.conf': 'autovacuum = on\n',
      BUILD: '1.2.2',
    });
    const {data} = await object('secret/database-credentials');
    expect(Object.keys(data).sort()).toEqual([
      ...['POSTGRES_PASSWORD', 'POSTGRES_USER', 'SESSION_SALT', 'ca.crt', 'replica.crt'],
    ]);
    const [api] = (await object('deployment/ledger-api')).spec.template.spec.containers;
    expect(api.env).toEqual([
      {name: 'FEATURES', value: '{"audit":true,"exports":false}'},
      {name: 'HOSTS', value: 'api.ledger.example.com,api.example.com'},
    ]);
    expect((await object('namespace/ledger')).metadata.labels).toMatchObject({
      'app.kubernetes.io/managed-by': 'kflow',
      team: 'ledger',
    });
    expect((await object('configmap/books')).data).toEqual({open: 'general,receivables'});
    expect((await object('configmap/edge', 'ledger-edge')).data).toEqual({upstream: 'web.ledger'});
    expect(dockerCalls()).toHaveLength(1);
    expect(dockerCalls()[0]).toMatch(/^buildx build --builder ledger -t localhost:5000\/ledger\/api:1\.9 .*--push/);

    // The same again changes nothing that runs.
    const workloads = ['deployment/web', 'deployment/cache', 'deployment/ledger-api', 'statefulset/database'];
    const generations = () => Promise.all(workloads.map(async (name) => (await object(name)).metadata.generation));
    const before = await generations();
    expect(await project.kflow('apply')).toMatchObject({code: 0});
    expect(await generations()).toEqual(before);

    const restarted = await project.kflow('restart', 'ledger-web', 'ledger-database');
    expect(restarted).toMatchObject({code: 0});
    expect(restarted.stdout + restarted.stderr).toContain('the books stay open');
    const after = await generations();
    expect(after.map((generation, index) => generation - before[index])).toEqual([1, 0, 0, 1]);

    const builds = dockerCalls().length;
    const reloaded = events((await project.kflow('reload', '--json')).stdout);
    expect(reloaded.at(-1)).toMatchObject({type: 'run.finished', outcome: 'succeeded'});
    expect(reloaded.some(({type, text}) => type === 'step.output' && /^migrating /.test(text))).toBe(true);
    expect(dockerCalls()).toHaveLength(builds);

    expect(await project.kflow('helm')).toMatchObject({code: 0});

    expect(await project.kflow('destroy', '--yes')).toMatchObject({code: 0});
    // Made once, and kept: it may hold what is nowhere else.
    expect(await project.exists('secret/first-admin', 'ledger')).toBe(true);
    expect(await project.exists('secret/database-credentials', 'ledger')).toBe(false);
    expect(await project.exists('configmap/books', 'ledger')).toBe(false);
    expect(await project.exists('namespace/ledger-attic')).toBe(false);
    expect(await project.exists('namespace/ledger-archive')).toBe(true);
    expect(existsSync(join(project.dir, 'scripts/rendered.yaml'))).toBe(false);
    expect(await project.kflow('destroy', '--yes', '--delete-namespaces')).toMatchObject({code: 0});
    for (const name of namespaces) expect(await project.exists(`namespace/${name}`)).toBe(false);
  });

  test('with a `context` of its own, that one is used', async () => {
    appendFileSync(join(project.dir, 'kflow.yaml'), 'context: of-somebody-else\n');
    expect((await project.kflow('apply')).stderr).toContain('of-somebody-else');
    const status = await project.json('status', '--context', sandbox().context);
    expect(status.context).toBe(sandbox().context);
  });
});

test('kflow goes on where kflow-py was: its state is read, then carried over', async () => {
  const {context} = sandbox();
  // The cluster as kflow-py has left it, and its state file.
  expect(await project.kflow('apply', 'ledger-*', '--no-wait')).toMatchObject({code: 0});
  const text = keepState(recorded);
  appendFileSync(join(project.dir, 'manifests/edge.yaml'), '# changed since\n');

  // Reading writes nothing.
  const status = await project.json('status');
  const rows = Object.fromEntries(status.resources.map((row: any) => [row.name, row]));
  expect(rows['ledger-web']).toMatchObject({state: 'applied', drift: [join(project.dir, 'manifests/edge.yaml')]});
  expect(rows['ledger-database']).toMatchObject({state: 'applied', drift: [], lastApplied: '2026-11-23T02:53:41Z'});
  // kflow-py did nothing with the shorthand.
  expect(rows['ledger-notes']).toMatchObject({state: 'unknown'});
  const shown = await project.json('state', 'show');
  expect(shown).toMatchObject({context, resources: {'ledger-web': {lastOperation: 'restart'}}});
  expect((await project.kflow('apply', '--dry-run')).code).toBe(0);
  expect(stateText()).toBe(text);
  expect(stateFiles()).toEqual(['state.json']);

  // The first run carries it over, says so in a line, and keeps the file.
  const applied = await project.kflow('apply', 'ledger-web');
  expect(applied.code).toBe(0);
  const told = new RegExp(`carried over what kflow-py recorded: 8 resources of \`${context}\``);
  expect(applied.stdout + applied.stderr).toMatch(told);
  expect(stateFiles()).toEqual(['state.json', 'state.json.kflow-py']);
  expect(readFileSync(join(project.dir, '.kflow/state.json.kflow-py'), 'utf8')).toBe(text);
  const state = JSON.parse(stateText());
  expect(state).toMatchObject({version: 2, clusters: {[context]: {identity: expect.any(String)}}});
  expect(Object.keys(state.clusters)).toEqual([context]);
  const {resources} = state.clusters[context];
  expect(resources['ledger-web']).toMatchObject({status: 'applied', lastOperation: 'apply'});
  expect(resources['image']).toMatchObject({phase: 'default', status: 'applied', lastApplied: '2026-11-23T02:53:41Z'});

  const again = await project.kflow('apply', 'ledger-web', '--no-deps');
  expect(again.code).toBe(0);
  expect(again.stdout + again.stderr).not.toMatch(/carried over/);
  expect((await project.json('status', 'ledger-web')).resources[0]).toMatchObject({drift: []});

  expect(await project.kflow('destroy', '--yes', '--delete-namespaces')).toMatchObject({code: 0});
  expect(await project.exists('namespace/ledger')).toBe(false);
});

test('`state clear` forgets what kflow-py recorded, too, so that it does not come back', async () => {
  const text = keepState(recorded);
  expect((await project.kflow('state', 'clear', '--dry-run')).stdout).toContain('would forget 8 resources');
  expect(stateText()).toBe(text);
  expect(await project.kflow('state', 'clear', '--yes')).toMatchObject({code: 0});
  expect(JSON.parse(stateText())).toEqual({version: 2, clusters: {}});
  expect(readFileSync(join(project.dir, '.kflow/state.json.kflow-py'), 'utf8')).toBe(text);
});

/** A second context of the same cluster, in a kubeconfig of the test's own. */
async function twoContexts(): Promise<void> {
  const {kubeconfig, context} = sandbox();
  const copy = join(project.dir, 'kubeconfig');
  writeFileSync(copy, readFileSync(kubeconfig, 'utf8'), {mode: 0o600});
  project.env['KUBECONFIG'] = copy;
  const view = JSON.parse(await project.kubectl('config', 'view', '-o', 'json'));
  const {cluster, user} = view.contexts.find(({name}: any) => name === context).context;
  await project.kubectl('config', 'set-context', 'another', `--cluster=${cluster}`, `--user=${user}`);
}

test('with several contexts, what is not certain to be of this cluster is left alone, and said', async () => {
  await twoContexts();
  keepState(recorded);
  const refused = await project.kflow('apply', 'ledger-platform');
  expect(refused.code).toBe(0);
  expect(refused.stdout + refused.stderr).toMatch(
    /kflow-py recorded 8 resources under `default`, and that is left alone: .* a namespace that is not there/,
  );
  const state = JSON.parse(stateText());
  expect(Object.keys(state.clusters['default'].resources)).toHaveLength(8);
  expect(Object.keys(state.clusters[sandbox().context].resources)).toEqual(['ledger-platform']);
  expect(stateFiles()).toEqual(['state.json', 'state.json.kflow-py']);
});

test.each([
  ['garbage', '{"version": 1, "clusters": {', /corrupt/],
  ['a newer version', '{"version": 3, "clusters": {}}', /newer kflow/],
])('a state file with %s is refused before anything runs, and stays as it is', async (_, text, reason) => {
  keepState(text);
  const {code, stderr} = await project.kflow('apply');
  expect(code).toBe(2);
  expect(stderr).toMatch(reason);
  expect(stateText()).toBe(text);
  expect(await project.exists('namespace/ledger')).toBe(false);
});

test('two first runs at once carry it over once, and lose nothing', async () => {
  await twoContexts();
  const theirs = {phase: 'x', namespace: 'default', status: 'applied', last_operation: 'apply', steps: {}};
  const {context} = sandbox();
  keepState(JSON.stringify({version: 1, clusters: {[context]: {resources: {old: theirs}}, another: {resources: {}}}}));
  const [one, two] = await Promise.all([
    project.kflow('apply', 'ledger-archive', '--no-deps', '--context', context),
    project.kflow('apply', 'ledger-platform', '--no-deps', '--context', 'another'),
  ]);
  expect([one, two]).toMatchObject([{code: 0}, {code: 0}]);
  const {clusters} = JSON.parse(stateText());
  expect(Object.keys(clusters[context].resources).sort()).toEqual(['ledger-archive', 'old']);
  expect(Object.keys(clusters['another'].resources)).toEqual(['ledger-platform']);
  expect(stateFiles()).toEqual(['state.json', 'state.json.kflow-py']);
});
