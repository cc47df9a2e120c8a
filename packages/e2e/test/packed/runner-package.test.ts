// Runner packages as their authors and users have them: from the tarballs of kflow, outside the workspace.
import {cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {startSandbox} from '@kflow/sandbox';
import type {Sandbox} from '@kflow/sandbox';
import {Packed} from '../../harness/packed.js';
import {run} from '../../harness/run.js';
import type {Outcome} from '../../harness/run.js';
import {PackedRegistry} from '../../harness/packed-registry.js';

const example = fileURLToPath(new URL('../../../../examples/runner-package', import.meta.url));
const fakePostgres = fileURLToPath(new URL('../../fixtures/fake-postgres', import.meta.url));

let packed: Packed;
let registry: PackedRegistry;
let dir: string;
beforeAll(async () => {
  packed = await Packed.install();
  registry = await PackedRegistry.start(Object.values(packed.tarballs));
  dir = mkdtempSync(join(tmpdir(), 'kflow-runner-package-'));
});
afterAll(async () => {
  await registry?.stop();
  packed?.remove();
  rmSync(dir, {recursive: true, force: true});
});

/** Runs a program in a directory below `dir`, with nothing of the workspace in its environment. */
function inDir(path: string, env: NodeJS.ProcessEnv, command: string, ...args: string[]): Promise<Outcome> {
  const {PATH, HOME} = process.env;
  return run(command, args, {cwd: join(dir, path), env: {PATH, HOME, NO_COLOR: '1', ...registry.env, ...env}});
}

/** Runs npm; throws when it fails. */
async function npm(path: string, ...args: string[]): Promise<string> {
  const {code, stdout, stderr} = await inDir(path, {}, 'npm', '--no-audit', '--no-fund', '--loglevel=error', ...args);
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed\n${stdout}\n${stderr}`);
  return stdout;
}

/** What a package would publish. */
async function packedFiles(path: string): Promise<{file: string; files: string[]}> {
  const [{filename, files}] = JSON.parse(await npm(path, 'pack', '--json')) as [
    {filename: string; files: {path: string}[]},
  ];
  return {file: join(dir, path, filename), files: files.map((each) => each.path).sort()};
}

const kflow = (): string => join(packed.dir, 'node_modules/.bin/kflow');

test('what `kflow init --runner` writes installs, builds, passes its tests, packs, and is found by kflow', async () => {
  const written = await inDir('.', {}, kflow(), 'init', '--runner', 'seed', '--name', '@acme/kflow-seed');
  expect(written).toMatchObject({code: 0, stderr: ''});
  await npm('seed', 'install');
  const tested = await npm('seed', 'test');
  expect(tested).toMatch(/^# pass 9$/m);
  expect(tested).toMatch(/^# fail 0$/m);
  const {file, files} = await packedFiles('seed');
  expect(files).toEqual([
    'README.md',
    'dist/index.d.ts',
    'dist/index.js',
    'dist/seed-runner.d.ts',
    'dist/seed-runner.js',
    'package.json',
  ]);

  write('user/package.json', '{"name": "user", "private": true}');
  write(
    'user/kflow.yaml',
    "kflow: {version: v1, kind: Config}\nrunners: ['@acme/kflow-seed']\nresources: [seed.yaml]\n",
  );
  await npm('user', 'install', file);
  const resource = (step: string): string => `kflow: {version: v1, kind: ResourceDefinition}\nname: seed\n${step}`;
  write('user/seed.yaml', resource('steps: [{name: seed, script: {run: "true"}}]\n'));
  const described = JSON.parse(
    (await inDir('user', {}, kflow(), 'runners', 'describe', 'SeedRunner', '--json')).stdout,
  );
  expect(described).toMatchObject({package: '@acme/kflow-seed', version: '0.1.0', source: 'package'});
  // The example that it shows is one.
  write('user/seed.yaml', resource(described.example.replace('<name>', 'seed')));
  expect(await inDir('user', {}, kflow(), 'validate', '--strict')).toMatchObject({code: 0});
});

describe('examples/runner-package, in a project of its own, on a cluster of its own', () => {
  let sandbox: Sandbox;
  let env: NodeJS.ProcessEnv;
  const state = (): {roles: {[role: string]: string}; databases: {[name: string]: string}} =>
    JSON.parse(readFileSync(join(dir, 'bin/postgres.json'), 'utf8'));
  const project = (...args: string[]): Promise<Outcome> => inDir('project', env, 'npx', 'kflow', ...args);
  const secret = async (): Promise<any> => {
    const {stdout} = await inDir('.', env, 'kubectl', 'get', 'secret', 'shop-database', '-n', 'shop', '-o', 'json');
    return JSON.parse(stdout).data;
  };
  /** Everything that kflow told. */
  let told = '';
  const succeeds = async (...args: string[]): Promise<Outcome> => {
    const outcome = await project(...args);
    told += outcome.stdout + outcome.stderr;
    if (outcome.code !== 0) throw new Error(`kflow ${args.join(' ')}\n${outcome.stdout}\n${outcome.stderr}`);
    return outcome;
  };

  beforeAll(async () => {
    cpSync(example, join(dir, 'example'), {recursive: true, filter: (path) => !/node_modules|dist$/.test(path)});
    cpSync(join(example, 'project'), join(dir, 'project'), {recursive: true});
    cpSync(fakePostgres, join(dir, 'bin'), {recursive: true});
    // `kubectl exec` runs commands on this machine, with the PATH of the simulated node.
    const PATH = [join(dir, 'bin'), process.env.PATH].join(delimiter);
    sandbox = await startSandbox({name: `e2e-runner-package-${process.pid}`, env: {...process.env, PATH}});
    env = {KUBECONFIG: sandbox.kubeconfig, PATH: [sandbox.bin, process.env.PATH].join(delimiter)};
  });
  afterAll(() => sandbox?.stop());

  test('is built and tested as its README says, and packed without its tests', async () => {
    await npm('example', 'install');
    const tested = await npm('example', 'test');
    expect(tested).toMatch(/^# fail 0$/m);
    expect(Number(/^# pass (\d+)$/m.exec(tested)?.[1])).toBeGreaterThan(30);
    const {file, files} = await packedFiles('example');
    expect(files.filter((path) => /test/.test(path))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts', 'package.json']));
    await npm('project', 'install', '--save-dev', file);
  });

  test('plan, apply, the same again, reload, status and health, destroy', async () => {
    expect((await succeeds('runners')).stdout).toMatch(
      /^PostgresDatabase +apply, destroy, status, health +@example\/kflow-postgres 1\.0\.0 +A Postgres database/m,
    );
    const plan = JSON.parse((await succeeds('plan', '--json')).stdout);
    expect(plan.phases[0].steps.map(({id}: {id: string}) => id)).toEqual([
      'postgres.password',
      'postgres.server',
      'shop-database.database',
    ]);
    expect((await project('health')).code).toBe(1);
    const dry = await succeeds('apply', '--dry-run');
    expect(dry.stdout + dry.stderr).toContain('the command would run there: psql');

    await succeeds('apply', '-v');
    expect(state().databases).toEqual({shop: 'shop'});
    const data = await secret();
    const text = (key: string): string => Buffer.from(data[key], 'base64').toString();
    expect([text('PGDATABASE'), text('PGUSER'), text('PGHOST')]).toEqual(['shop', 'shop', 'postgres']);
    const verifier = state().roles.shop;
    expect(verifier).toMatch(/^SCRAM-SHA-256\$4096:/);
    expect(JSON.parse((await succeeds('health', '--json')).stdout)).toMatchObject({healthy: true});
    expect((await succeeds('status')).stdout).toContain('database shop of shop, 7.6 MB');

    await succeeds('apply');
    await succeeds('reload', '-v');
    expect(state().roles.shop).toBe(verifier);
    expect(await secret()).toEqual(data);

    // What is gone is made again, and the password is a new one.
    await inDir('.', env, 'kubectl', 'delete', 'secret', 'shop-database', '-n', 'shop');
    expect((await project('health')).code).toBe(1);
    await succeeds('apply', 'shop-database');
    expect(state().roles.shop).not.toBe(verifier);
    const passwords = [data.PGPASSWORD, (await secret()).PGPASSWORD];
    expect(passwords[0]).not.toBe(passwords[1]);

    await succeeds('destroy', '--yes');
    expect(state()).toEqual({roles: {}, databases: {}});
    await succeeds('destroy', '--yes');

    // The passwords stand nowhere: not in what was told, in the state, or in a command line in the pod.
    const files = readdirSync(join(dir, 'project/.kflow'), {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
    const seen = [told, readFileSync(join(dir, 'bin/command-lines'), 'utf8'), ...files].join('\n');
    for (const encoded of passwords) {
      const password = Buffer.from(encoded, 'base64').toString();
      expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
      expect(seen.includes(password) || seen.includes(encoded)).toBe(false);
    }
    expect(seen).not.toContain('SCRAM-SHA-256');
  });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), {recursive: true});
  writeFileSync(join(dir, path), text);
}
