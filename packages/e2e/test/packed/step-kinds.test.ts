import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {Packed} from '../../harness/packed.js';
import {run} from '../../harness/run.js';
import type {Outcome} from '../../harness/run.js';
import {sandbox, userEnvironment} from '../../harness/sandbox.js';

const example = fileURLToPath(new URL('../../../../examples/step-kind-package', import.meta.url));
const password = 'pa55-w0rd-of-the-shop';

/** A project outside the workspace, with kflow from its tarballs. */
let packed: Packed;
/** Where the example is built, tested and packed, as its author would. */
let author: string;
let env: NodeJS.ProcessEnv;

const kflow = (...args: string[]): Promise<Outcome> =>
  run(join(packed.dir, 'node_modules/.bin/kflow'), args, {cwd: packed.dir, env});
const kubectl = async (...args: string[]): Promise<string> =>
  (await run(join(sandbox().bin, 'kubectl'), args, {env})).stdout;
const npm = (dir: string, ...args: string[]): Promise<Outcome> =>
  run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {cwd: dir, env: process.env});

const config = (plugins: string): string =>
  `kflow: {version: v1, kind: Config}\nstate: {dir: .kflow}\n${plugins}resources: [shop.yaml]\n`;
const resource = (block: string): string =>
  `kflow: {version: v1, kind: ResourceDefinition}\nname: shop\nnamespace: sql-migration\nsteps:\n  - name: migrate\n    sqlMigration: ${block}\n`;
const declared = "plugins: ['@example/kflow-sql-migration']\n";
const block = `{directory: migrations, database: shop, password: ${password}, deadline: 2m}`;

beforeAll(async () => {
  packed = await Packed.install();
  author = mkdtempSync(join(tmpdir(), 'kflow-step-kind-'));
  cpSync(example, author, {recursive: true, filter: (path) => !/\/(node_modules|dist)$/.test(path)});
  const installed = await npm(author, 'install', '--no-save', packed.tarballs.runners!);
  expect(installed).toMatchObject({code: 0});
  env = userEnvironment(join(packed.dir, 'home'));
  cpSync(join(example, 'project/migrations'), join(packed.dir, 'migrations'), {recursive: true});
  packed.write('kflow.yaml', config(declared));
  packed.write('shop.yaml', resource(block));
});
afterAll(() => {
  packed?.remove();
  if (author) rmSync(author, {recursive: true, force: true});
});

test('the package is built, passes its own tests, is packed and installed elsewhere', async () => {
  const tested = await npm(author, 'test');
  expect([tested.code, tested.stdout]).toEqual([0, expect.stringMatching(/^# pass 5$|^ℹ pass 5$/m)]);
  expect(await npm(author, 'pack')).toMatchObject({code: 0});
  const tarball = readdirSync(author).find((name) => name.endsWith('.tgz'))!;
  const {stdout} = await run('tar', ['-tzf', join(author, tarball)], {env: process.env});
  expect(stdout.trim().split('\n').sort()).toEqual(
    ['README.md', 'dist/sql-migration.d.ts', 'dist/sql-migration.js', 'kflow-plugin.json', 'package.json'].map(
      (name) => `package/${name}`,
    ),
  );
  await packed.npm('install', join(author, tarball));
});

test('it is planned without its code being run, and without its secret', async () => {
  const code = join(packed.dir, 'node_modules/@example/kflow-sql-migration/dist/sql-migration.js');
  const text = readFileSync(code, 'utf8');
  writeFileSync(code, 'process.exit(99);');
  try {
    const plan = await kflow('plan', '--json');
    expect(plan).toMatchObject({code: 0, stderr: ''});
    expect(JSON.parse(plan.stdout).phases[0].steps).toMatchObject([
      {id: 'shop.migrate', kind: 'sqlMigration', summary: 'sqlMigration migrations on shop at postgres'},
    ]);
    expect(plan.stdout).not.toContain(password);
    for (const command of [['list'], ['graph'], ['schema', 'resource']])
      expect(await kflow(...command)).toMatchObject({code: 0});
  } finally {
    writeFileSync(code, text);
  }
});

test('a typo in its block, and a block without its plugin, are told of as with a kind of kflow', async () => {
  packed.write('shop.yaml', resource(block.replace('database', 'databse')));
  const typo = await kflow('validate', '--json');
  expect(typo.code).toBe(2);
  expect(JSON.parse(typo.stdout)).toMatchObject({
    valid: false,
    diagnostics: [
      {code: 'KF203', message: '`sqlMigration` has no `database`', at: {line: 6}},
      {
        code: 'KF201',
        message: 'unknown key `databse` in `sqlMigration`',
        hint: 'did you mean `database`?',
        at: {file: join(packed.dir, 'shop.yaml'), line: 6, column: 43},
      },
    ],
  });
  expect(typo.stdout).not.toContain(password);
  packed.write('shop.yaml', resource(block));
  packed.write('kflow.yaml', config(''));
  const undeclared = await kflow('plan');
  expect(undeclared.code).toBe(2);
  expect(undeclared.stderr).toContain(
    '`sqlMigration` is a step kind of the package `@example/kflow-sql-migration`: name that under `plugins`',
  );
  packed.write('kflow.yaml', config(declared));
  expect(await kflow('validate')).toMatchObject({code: 0});
});

test('editors and `kflow runners` know it', async () => {
  const {stdout} = await kflow('schema', 'resource');
  const {sqlMigration} = JSON.parse(stdout).definitions.StepFile.properties;
  expect(sqlMigration).toMatchObject({
    required: ['directory', 'database'],
    properties: {deadline: {type: ['number', 'string'], default: '10m'}},
    additionalProperties: false,
  });
  const listed = JSON.parse((await kflow('runners', '--json')).stdout);
  expect(listed.stepKinds).toMatchObject([
    {name: 'sqlMigration', plugin: '@example/kflow-sql-migration', version: '1.0.0'},
  ]);
  expect((await kflow('runners')).stdout).toContain('@example/kflow-sql-migration 1.0.0');
});

test('a dry run shows what it would do, and does nothing', async () => {
  const {code, stdout, stderr} = await kflow('apply', '--dry-run');
  expect([code, stderr]).toEqual([0, expect.not.stringContaining(password)]);
  expect(stdout).toContain('kubectl apply --filename -');
  expect(stdout).not.toContain(password);
  expect(await kubectl('get', 'namespace', 'sql-migration', '--ignore-not-found', '-o', 'name')).toBe('');
});

const jobs = async (): Promise<{name: string; done: boolean}[]> =>
  JSON.parse(await kubectl('get', 'jobs', '-n', 'sql-migration', '-o', 'json')).items.map((job: any) => ({
    name: job.metadata.name,
    done: job.status.succeeded === 1,
  }));

test('apply waits for its Job, reload leaves it as it is, other files are another Job, destroy leaves nothing', async () => {
  const applied = await kflow('apply', '--json');
  expect([applied.code, applied.stderr]).toEqual([0, '']);
  expect(applied.stdout).not.toContain(password);
  const [first, ...others] = await jobs();
  expect([first, others]).toEqual([{name: expect.stringMatching(/^migrate-[0-9a-f]{10}$/), done: true}, []]);
  expect(await kubectl('get', 'secret', 'migrate', '-n', 'sql-migration', '-o', 'jsonpath={.data.password}')).toBe(
    Buffer.from(password).toString('base64'),
  );

  expect(await kflow('reload')).toMatchObject({code: 0});
  expect(await jobs()).toEqual([first]);

  packed.write('migrations/3-more.sql', 'select 1;\n');
  expect(await kflow('apply')).toMatchObject({code: 0});
  expect(await jobs()).toEqual([{name: expect.not.stringMatching(first!.name), done: true}]);
  const state = await kflow('state', 'show', '--json');
  expect(state.stdout).toContain('"kind": "sqlMigration"');
  expect(state.stdout).not.toContain(password);

  expect(await kflow('destroy', '--yes', '--delete-namespaces')).toMatchObject({code: 0});
  expect(await kubectl('get', 'namespace', 'sql-migration', '--ignore-not-found', '-o', 'name')).toBe('');
});

test('a handler that fails is told of with its place', async () => {
  packed.write('shop.yaml', resource(block.replace('shop', 'shop2')));
  const code = join(packed.dir, 'node_modules/@example/kflow-sql-migration/dist/sql-migration.js');
  const text = readFileSync(code, 'utf8');
  writeFileSync(
    code,
    text.replace('async apply(ctx) {', 'async apply(ctx) {\n        throw new Error(`no ${ctx.block.password}`);'),
  );
  try {
    const failed = await kflow('apply');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toMatch(/KF622.*`apply` of step kind `sqlMigration` failed: no \*\*\*/);
    expect(failed.stderr).toMatch(/thrown at .*sql-migration\.js:\d+:\d+/);
    expect(failed.stderr + failed.stdout).not.toContain(password);
    writeFileSync(code, 'export const other = 1;');
    const broken = await kflow('apply');
    expect(broken.code).toBe(2);
    expect(broken.stderr).toMatch(/KF637.*exports no handler for step kind `sqlMigration`/);
  } finally {
    writeFileSync(code, text);
  }
});
