import {cpSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, afterEach, beforeAll, beforeEach, expect, test} from '@jest/globals';
import {events} from '../../harness/events.js';
import {Packed} from '../../harness/packed.js';
import {examples, Project} from '../../harness/project.js';
import {run} from '../../harness/run.js';
import type {Outcome} from '../../harness/run.js';

let packed: Packed;
let project: Project;

beforeAll(async () => {
  const {code, stdout} = await run('python3', ['--version'], {env: process.env}).catch(() => ({code: 1, stdout: ''}));
  const [, minor = 0] = /^Python 3\.(\d+)/.exec(stdout) ?? [];
  if (code !== 0 || Number(minor) < 9) {
    throw new Error(
      `this test runs hooks in Python: it needs python3, 3.9 or newer, on PATH (found: ${stdout || 'none'})`,
    );
  }
  packed = await Packed.install();
});
afterAll(() => packed?.remove());

beforeEach(() => {
  project = new Project().copyExample('python-runner');
});
afterEach(async () => {
  await project.kubectl('delete', 'namespace', 'library', 'ledger', 'ledger-more', '--ignore-not-found');
  project.remove();
});

/** kflow as it is installed from the tarballs, in the project. */
function kflow(...args: string[]): Promise<Outcome> {
  return run(join(packed.dir, 'node_modules/.bin/kflow'), args, {cwd: project.dir, env: project.env});
}

async function json(...args: string[]): Promise<any> {
  return JSON.parse((await kflow(...args, '--json')).stdout);
}

/** The data of an object of the library. */
async function data(object: string): Promise<any> {
  return JSON.parse(await project.kubectl('get', object, '-n', 'library', '-o', 'json')).data;
}

const fixture = (path: string): string => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));

const text = ({stdout, stderr}: Outcome): string => stdout + stderr;

test('a class of kflow-py, bash and Node: dry run, up, looked at, again, and down', async () => {
  const dry = await kflow('apply', '--dry-run');
  expect(dry).toMatchObject({code: 0});
  expect(dry.stdout).toContain('KFLOW_DRY_RUN=true bash ../hooks/notice.sh');
  expect(dry.stdout).toContain('"shelves": "poetry,maps"');
  expect(dry.stdout).toContain('"pin": "***"');
  expect(await project.exists('namespace/library')).toBe(false);

  const applied = await kflow('apply');
  expect(applied).toMatchObject({code: 0});
  expect(text(applied)).toContain('2 shelves are up, as catalogue.yaml has it');
  expect(text(applied)).toContain('pinning a notice to the door of library');
  expect(await data('configmap/catalogue')).toMatchObject({shelves: 'poetry,maps', by: 'apply'});
  expect(await data('configmap/notice')).toEqual({text: 'Open on Sundays.'});
  expect(await data('configmap/cards')).toEqual({ada: 'valid', grace: 'valid'});
  const {pin} = await data('secret/librarian');
  expect(Buffer.from(pin, 'base64').toString()).toMatch(/^[A-Za-z0-9]{24}$/);

  const {resources} = await json('status');
  const said = resources.flatMap(({runners}: any) => runners.map(({status}: any) => status));
  expect(said).toEqual(['2 shelves', 'pinned', '2 readers']);
  expect(await json('health')).toMatchObject({healthy: true});

  expect(await kflow('reload', 'catalogue', '--no-deps')).toMatchObject({code: 0});
  expect(await data('configmap/catalogue')).toMatchObject({by: 'reload'});
  expect((await data('secret/librarian')).pin).toBe(pin);
  const generation = () =>
    project.kubectl('get', 'statefulset/database', '-n', 'library', '-o', 'jsonpath={.metadata.generation}');
  expect(await generation()).toBe('1');
  expect(await kflow('restart', 'catalogue')).toMatchObject({code: 0});
  expect(await generation()).toBe('2');

  await project.kubectl('delete', 'configmap', 'notice', '-n', 'library');
  const health = await json('health');
  const details = Object.fromEntries(health.resources.map(({name, detail}: any) => [name, detail]));
  expect(details).toMatchObject({notice: 'pin unhealthy (somebody tore it off)', readers: 'nothing to check'});
  expect((await kflow('health')).code).toBe(1);

  const destroyed = await kflow('destroy', '--yes');
  expect(destroyed).toMatchObject({code: 0});
  expect(text(destroyed)).toContain('the catalogue is thrown away');
  for (const object of ['configmap/catalogue', 'secret/librarian', 'configmap/notice', 'configmap/cards']) {
    expect(await project.exists(object, 'library')).toBe(false);
  }
});

test('the runners of the example from kflow-py, unchanged', async () => {
  cpSync(join(examples, 'from-kflow-py/runners'), join(project.dir, 'runners'), {recursive: true});
  const shim = (name: string, file: string, config: string): string =>
    `  - class: command
    name: ${name}
    config: {command: [python3, ../hooks/kflow_py_shim.py, ../runners/${file}, ${name}], hooks: [apply, destroy, restart, reload, status, health], answers: true, config: ${config}}
`;
  project.write({
    'kflow.yaml': 'kflow: {version: v1, kind: Config}\nstate: {dir: state}\nresources: [resources/ledger.yaml]\n',
    'resources/ledger.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: ledger
namespace: ledger
selector: app=database
manifests: [../manifests/database.yaml]
runners:
${shim('LedgerRunner', 'ledger_runner.py', '{database: ledger, books: [general, receivables], seed: true}')}${shim('warm-up', 'warm_up_runner.py', '{workload: database}')}`,
  });
  const applied = events((await kflow('apply', '--json')).stdout);
  expect(applied.at(-1)).toMatchObject({outcome: 'succeeded'});
  const logs = applied.flatMap(({type, stream, text: line}) =>
    type === 'step.output' && stream === 'log' ? [line] : [],
  );
  expect(logs).toContain('opening ledger');
  const object = async (name: string) => JSON.parse(await project.kubectl('get', name, '-n', 'ledger', '-o', 'json'));
  expect((await object('configmap/books')).data).toEqual({open: 'general,receivables'});
  expect((await object('secret/books-seal')).data).toEqual({seal: 'd2F4'});
  expect((await json('status')).resources[0].runners).toEqual([{step: 'LedgerRunner', status: '2 books'}]);
  expect(await kflow('health')).toMatchObject({code: 0});
  const destroyed = await kflow('destroy', '--yes');
  expect(destroyed).toMatchObject({code: 0});
  expect(text(destroyed)).toContain('closing the books');
  expect(await project.exists('configmap/books', 'ledger')).toBe(false);
});

/** A project whose runner of kflow-py uses, and judges, all that kflow-py gave to one. */
function surface(runner: string): void {
  cpSync(join(examples, 'from-kflow-py/charts'), join(project.dir, 'charts'), {recursive: true});
  cpSync(fixture('kflow-py/surface_runner.py'), join(project.dir, 'runners/surface_runner.py'));
  project.write({
    'kflow.yaml':
      'kflow: {version: v1, kind: Config}\nstate: {dir: state}\nphases: [only]\nresources: [resources/surface.yaml]\n',
    'resources/surface.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: surface
namespace: ledger
phase: only
selector: app=database
steps:
  - {name: database, manifests: [../manifests/database.yaml]}
  - {name: up, rolloutWait: {kinds: [statefulset], namespace: ledger}}
  - {name: surface, runner: ${runner}}
`,
  });
}

test('all that kflow-py gives to a runner', async () => {
  surface(`{class: command, config: {command: [python3, ../hooks/kflow_py_shim.py, ../runners/surface_runner.py, SurfaceRunner],
    hooks: [apply], answers: true, config: {text: a, list: [1, {b: null}], big: 12345678901234567890}}}`);
  const applied = await kflow('apply');
  expect(applied).toMatchObject({code: 0});
  expect(text(applied)).toContain('all is as expected');
});

test('what goes wrong in Python is told by its last words', async () => {
  const runner = join(project.dir, 'runners/catalogue_runner.py');
  const source = readFileSync(runner, 'utf8');
  const failing = async (apply: string): Promise<any> => {
    const lines = `    def pre_apply(self, ctx):\n        ${apply}\n\n    def unused(self, ctx):`;
    writeFileSync(runner, source.replace('    def pre_apply(self, ctx):', lines));
    const [failed] = events((await kflow('apply', 'catalogue', '--no-deps', '--json')).stdout).at(-1).failed;
    return failed.error;
  };
  const thrown = await failing('raise ValueError("no such shelf")');
  expect(thrown).toMatchObject({code: 'KF703', message: 'python3 failed: it exited with 1: ValueError: no such shelf'});
  expect(thrown.output).toMatch(/catalogue_runner\.py", line \d+, in pre_apply/);
  const checked = await failing('ctx.kubectl(["get", "nonsense"])');
  expect(checked.message).toMatch(/the server doesn't have a resource type "nonsense"/);
  const missing = await failing('from kflow.crypto import KeyRing');
  expect(missing.message).toMatch(/No module named 'kflow.crypto'/);
  project.write({
    'resources/catalogue.yaml': readFileSync(join(project.dir, 'resources/catalogue.yaml'), 'utf8').replace(
      '_runner.py, catalogue]',
      '_runner.py, CatalogueRunner]',
    ),
  });
  writeFileSync(runner, source);
  const {failed} = events((await kflow('apply', 'catalogue', '--no-deps', '--json')).stdout).at(-1);
  expect(failed[0].error.message).toMatch(/has no runner CatalogueRunner; it has catalogue$/);
});
