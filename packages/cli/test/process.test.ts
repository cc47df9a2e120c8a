// Runs the built CLI: `npm run build` comes first.
import {spawnSync} from 'node:child_process';
import {chmodSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {bin, brokenFiles, goodFiles, TemporaryProject, warnedFiles} from './run-cli.js';

let project: TemporaryProject;
afterEach(() => project?.remove());

const noStack = /\n\s+at .*:\d+:\d+\)?/;
const escape = '\u001b[';

describe('help and version', () => {
  test.each([[[]], [['--help']], [['help']]])('kflow %j', async (args) => {
    project = new TemporaryProject();
    const {code, stdout, stderr} = await project.kflow(...args);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    for (const word of ['apply', 'destroy', 'state show', '--config', 'Examples']) expect(stdout).toContain(word);
  });

  test.each([[['--version']], [['-v', '--version']]])('kflow %j', async (args) => {
    project = new TemporaryProject();
    const {version} = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(await project.kflow(...args)).toEqual({code: 0, stdout: `kflow ${version}\n`, stderr: ''});
  });

  test('of a command and of a topic', async () => {
    project = new TemporaryProject();
    expect((await project.kflow('apply', '--help')).stdout).toMatch(/--keep-going .*\n/);
    expect((await project.kflow('help', 'state', 'clear')).stdout).toContain('kflow state clear');
    expect((await project.kflow('state')).stdout).toContain('state path');
  });

  test('help topics: each is listed and printed; a name that is also a command has both; an unknown one is refused', async () => {
    project = new TemporaryProject();
    const list = (await project.kflow('help', 'topics')).stdout;
    for (const name of ['config', 'references', 'phases', 'exit-codes', 'steps helm']) expect(list).toContain(name);
    expect((await project.kflow('help', 'exit-codes')).stdout).toMatch(/^ {2}130 +interrupted$/m);
    // From the schema.
    expect((await project.kflow('help', 'steps', 'helm')).stdout).toMatch(/^ {2}chart \(required\) /m);
    expect((await project.kflow('help', 'state')).stdout).toMatch(/state path[^]*state\.json/);
    const {code, stdout, stderr} = await project.kflow('help', 'refrences');
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/KF001[^]*did you mean `references`/);
  });

  test('schema: of one kind of file, or of both', async () => {
    project = new TemporaryProject({});
    const schema = (name: string) =>
      JSON.parse(readFileSync(new URL(`../../core/schema/${name}.schema.json`, import.meta.url), 'utf8'));
    expect(JSON.parse((await project.kflow('schema', 'config')).stdout)).toEqual(schema('config'));
    expect(JSON.parse((await project.kflow('schema', 'resource')).stdout)).toEqual(schema('resource'));
    expect(JSON.parse((await project.kflow('schema')).stdout)).toMatchObject({if: {}, then: {}, else: {}});
    expect(await project.kflow('schema', 'resorce')).toMatchObject({code: 2, stdout: ''});
  });
});

describe('a good project', () => {
  test('validate', async () => {
    project = new TemporaryProject(goodFiles);
    const {code, stdout, stderr} = await project.kflow('validate');
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toBe('✓ kflow.yaml is valid: 2 resources, 2 steps, 2 phases\n');
    expect(JSON.parse((await project.kflow('validate', '--json')).stdout)).toEqual({valid: true, diagnostics: []});
  });

  test('plan, from any directory, with the config before or after, from the environment, the flag winning', async () => {
    project = new TemporaryProject(goodFiles);
    const config = join(project.dir, 'kflow.yaml');
    const here = await project.kflow('plan', '--json');
    expect(here).toMatchObject({code: 0, stderr: ''});
    const plan = JSON.parse(here.stdout);
    expect(plan.phases.flatMap((phase: any) => phase.steps.map((step: any) => step.id))).toEqual([
      'db.manifests',
      'web.manifests',
    ]);
    const elsewhere = new TemporaryProject();
    elsewhere.env.KFLOW_CONFIG = config;
    expect((await elsewhere.kflow('plan', '--json')).stdout).toBe(here.stdout);
    elsewhere.env.KFLOW_CONFIG = 'nowhere.yaml';
    expect((await elsewhere.kflow('plan', '--json', '-c', config)).stdout).toBe(here.stdout);
    expect((await elsewhere.kflow('-c', config, '--json', 'plan')).stdout).toBe(here.stdout);
    expect(await elsewhere.kflow('plan')).toMatchObject({code: 2, stdout: ''});
    elsewhere.remove();
  });

  test('plan of a selection, of an operation, as text', async () => {
    project = new TemporaryProject(goodFiles);
    const steps = async (...args: string[]) =>
      [...(await project.kflow('plan', ...args)).stdout.matchAll(/^\d+ +(\S+)/gm)].map(([, id]) => id);
    expect(await steps()).toEqual(['db.manifests', 'web.manifests']);
    expect(await steps('web')).toEqual(['db.manifests', 'web.manifests']);
    expect(await steps('web', '--no-deps')).toEqual(['web.manifests']);
    expect(await steps('d*')).toEqual(['db.manifests']);
    expect(await steps('db', '--for', 'destroy')).toEqual(['web.manifests', 'db.manifests']);
  });

  test('graph in each format', async () => {
    project = new TemporaryProject(goodFiles);
    const graph = async (...args: string[]) => (await project.kflow('graph', ...args)).stdout;
    expect(await graph()).toMatch(/base[^]*db[^]*apps[^]*web/);
    expect(await graph('--format', 'order')).toMatch(/db\.manifests[^]*web\.manifests/);
    expect(await graph('--format', 'dot')).toContain('"db.manifests" -> "web.manifests"');
    const json = await graph('--format=json');
    expect(JSON.parse(json).nodes.map(({id}: {id: string}) => id)).toEqual(['db.manifests', 'web.manifests']);
    expect(await graph('--json')).toBe(json);
  });

  test('list', async () => {
    project = new TemporaryProject(goodFiles);
    expect((await project.kflow('list')).stdout).toBe(`\
RESOURCE  PHASE  NAMESPACE  STEPS      DEPENDS ON
db        base   default    manifests  -
web       apps   default    manifests  db
`);
    expect(JSON.parse((await project.kflow('list', '--json')).stdout)).toEqual({
      phases: [
        {name: 'base', resources: ['db']},
        {name: 'apps', resources: ['web']},
      ],
      resources: [
        {
          name: 'db',
          phase: 'base',
          namespace: 'default',
          steps: [{name: 'manifests', kind: 'manifests'}],
          dependsOn: [],
        },
        {
          name: 'web',
          phase: 'apps',
          namespace: 'default',
          steps: [{name: 'manifests', kind: 'manifests'}],
          dependsOn: ['db'],
        },
      ],
    });
  });

  test('destroy without a terminal and without --yes refuses', async () => {
    project = new TemporaryProject(goodFiles);
    const {code, stdout, stderr} = await project.kflow('destroy');
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/--yes/);
  });

  test('a tool that is not there is not the user’s input: exit 1', async () => {
    project = new TemporaryProject(goodFiles);
    const {code, stdout, stderr} = await project.kflow('apply');
    expect({code, stdout}).toEqual({code: 1, stdout: ''});
    expect(stderr).toMatch(/kubectl was not found/);
    expect(stderr).not.toMatch(noStack);
    const json = await project.kflow('status', '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout).error.message).toMatch(/kubectl was not found/);
  });

  test('a config with errors waits for no cluster, though it is connected to meanwhile', async () => {
    // Of errors in the root config nothing is connected to at all; here they are in a resource's file.
    project = new TemporaryProject({
      ...brokenFiles,
      kubectl: '#!/bin/sh\nwhile :; do read -r line; done < hang\n',
    });
    chmodSync(join(project.dir, 'kubectl'), 0o755);
    project.env['PATH'] += ':/usr/bin:/bin';
    expect(spawnSync('mkfifo', [join(project.dir, 'hang')]).status).toBe(0);
    const {code, stdout, stderr} = await project.kflow('status');
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(/there is no phase `nowhere`/);
  });
});

describe('runners', () => {
  const runner = `import {BaseRunner} from '@kflow/runners';
import type {RunnerContext} from '@kflow/runners';

console.log('loaded');

export class Migrate extends BaseRunner<{version: number}> {
  static override description = 'Migrates.';
  static override configSchema = {type: 'object', properties: {version: {type: 'integer'}}, additionalProperties: false};
  override async apply(ctx: RunnerContext<{version: number}>): Promise<void> {
    ctx.log(String(ctx.config.version));
  }
}
`;
  const files = (config: string) => ({
    ...goodFiles,
    'runners/migrate.ts': runner,
    'resources/schema.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: schema
phase: base
runners:
  - class: Migrate
    file: ../runners/migrate.ts
    config: ${config}
`,
  });

  test('in TypeScript, without a build; what they print by themselves is not a result', async () => {
    project = new TemporaryProject(files('{version: 3}'));
    const {code, stdout, stderr} = await project.kflow('runners');
    expect({code, stderr}).toEqual({code: 0, stderr: 'loaded\n'});
    expect(stdout).toMatch(/^Migrate +apply +runners\/migrate\.ts +Migrates\.$/m);
    const json = await project.kflow('runners', '--json');
    expect(JSON.parse(json.stdout).runners).toMatchObject([
      {name: 'Migrate', class: 'Migrate', source: 'file', hooks: ['apply'], specifier: '../runners/migrate.ts'},
    ]);
    expect((await project.kflow('validate')).code).toBe(0);
  });

  /** A package of runners, and a root config that names it. */
  const packaged = (peer: string) => ({
    ...goodFiles,
    'kflow.yaml': `${goodFiles['kflow.yaml']}runners: ['@acme/databases']\n`,
    'node_modules/@acme/databases/package.json': JSON.stringify({
      ...{name: '@acme/databases', version: '1.2.3', type: 'module', kflow: {runners: './runners.js'}},
      peerDependencies: {'@kflow/runners': peer},
    }),
    'node_modules/@acme/databases/runners.js': `import {BaseRunner} from '@kflow/runners';
export class Postgres extends BaseRunner {
  static description = 'A database.';
  static configSchema = {
    type: 'object',
    properties: {database: {type: 'string', description: 'Its name.', examples: ['app']}, keepData: {type: 'boolean', default: false}},
    required: ['database'],
  };
  async apply() {}
  async health() { return true; }
}
export class Plain extends BaseRunner {
  static runnerName = 'simple';
}
`,
  });

  test('from a package: the list has its version, describe tells of one', async () => {
    project = new TemporaryProject(packaged('>=0.1.0'));
    const {stdout, stderr} = await project.kflow('runners');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Postgres +apply, health +@acme\/databases 1\.2\.3 +A database\.$/m);
    const page = await project.kflow('runners', 'describe', 'Postgres');
    expect(page).toEqual({
      code: 0,
      stderr: '',
      stdout: `Postgres: A database.

  from   @acme/databases 1.2.3
  file   node_modules/@acme/databases/runners.js
  hooks  apply, health

CONFIG    TYPE           DEFAULT  REQUIRED  DESCRIPTION
database  text           -        yes       Its name.
keepData  true or false  false    -         -

# in a resource
steps:
  - name: postgres
    runner:
      class: Postgres
      config:
        database: app
        # keepData: false
`,
    });
    const json = JSON.parse((await project.kflow('runners', 'describe', '@acme/databases/Postgres', '--json')).stdout);
    expect(json).toMatchObject({
      ...{name: 'Postgres', class: 'Postgres', source: 'package', package: '@acme/databases', version: '1.2.3'},
      hooks: ['apply', 'health'],
      configSchema: {required: ['database']},
      fields: [
        {path: 'database', type: 'text', required: true, secret: false},
        {path: 'keepData', type: 'true or false', required: false, default: false},
      ],
    });
    expect(json.example).toContain('class: Postgres');
    const plain = await project.kflow('runners', 'describe', 'simple');
    expect(plain.stdout).toMatch(/^simple\n\n.*class {2}Plain\n {2}hooks {2}none\n\nIt has no configSchema/s);
  });

  test('describe: an unknown name; a config that does not fit is not in the way, a broken module only of what is in it', async () => {
    project = new TemporaryProject(files('{version: three}'));
    expect((await project.kflow('runners', 'describe', 'Migrate')).stdout).toMatch(/^version +whole number +- +- +-$/m);
    const unknown = await project.kflow('runners', 'describe', 'Migrat');
    expect(unknown).toMatchObject({code: 2, stdout: ''});
    expect(unknown.stderr).toContain(
      'error KF613: there is no runner `Migrat`\n  hint: did you mean `Migrate`? found: `Migrate`',
    );
    const json = await project.kflow('runners', 'describe', 'Migrat', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({valid: false, diagnostics: [{code: 'KF613'}]});
    project.remove();
    project = new TemporaryProject({...files('{version: 3}'), 'runners/migrate.ts': 'throw new Error("no");\n'});
    expect((await project.kflow('runners', 'describe', 'Migrate')).stderr).toMatch(/KF610: .*error KF613/s);
  });

  test('a package for another SDK is refused, and none of its code run', async () => {
    project = new TemporaryProject(packaged('^99.0.0'));
    for (const command of ['runners', 'validate']) {
      const {code, stderr} = await project.kflow(command);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /kflow\.yaml:\d+:\d+: error KF618: the package `@acme\/databases 1\.2\.3` is made for @kflow\/runners `\^99\.0\.0`, and this kflow has \d/,
      );
    }
  });

  test('their config is checked before anything runs', async () => {
    project = new TemporaryProject(files('{version: three}'));
    for (const command of ['validate', 'apply', 'runners']) {
      const {code, stdout, stderr} = await project.kflow(command);
      expect({code, stdout}).toEqual({code: 2, stdout: ''});
      expect(stderr).toMatch(/resources\/schema\.yaml:\d+:\d+: error KF616: .*version/);
    }
  });

  test('one that lets a promise fail ends the command with a message, not a stack', async () => {
    const failing =
      "\nPromise.reject(new Error('nobody looked'));\nawait new Promise((resolve) => setTimeout(resolve, 1000));\n";
    project = new TemporaryProject({...files('{version: 3}'), 'runners/migrate.ts': runner + failing});
    const {code, stdout, stderr} = await project.kflow('runners');
    expect({code, stdout}).toEqual({code: 1, stdout: ''});
    expect(stderr).toMatch(/error KF900: nobody looked\n {2}hint: .*await/);
    expect(stderr).not.toMatch(noStack);
  });

  test('plan, graph, list, and an apply of something else run none of their code', async () => {
    project = new TemporaryProject(files('{version: 3}'));
    for (const command of ['plan', 'graph', 'list', 'apply web --dry-run']) {
      const {code, stderr} = await project.kflow(...command.split(' '));
      expect(code).toBe(0);
      expect(stderr).not.toContain('loaded');
    }
    expect((await project.kflow('apply', '--dry-run')).stderr).toContain('loaded');
  });
});

test('a checkout that is not built says so', () => {
  project = new TemporaryProject({
    'package.json': '{"type": "module", "version": "1.2.3"}',
    'bin/kflow.cjs': readFileSync(bin, 'utf8'),
  });
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(project.dir, 'bin/kflow.cjs'), ...args], {encoding: 'utf8', env: project.env});
  expect(run('plan')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(/not built yet.*npm run build/),
  });
  expect(run('--version')).toMatchObject({status: 0, stdout: 'kflow 1.2.3\n'});
});

test('output that nobody reads is no failure, output that cannot be written is', () => {
  project = new TemporaryProject(goodFiles);
  const shell = (command: string) =>
    spawnSync('bash', ['-c', command, 'bash', process.execPath, bin], {
      cwd: project.dir,
      encoding: 'utf8',
      env: {...process.env, ...project.env, PATH: process.env.PATH},
    });
  expect(shell('"$1" "$2" help 2>&1 | true; exit ${PIPESTATUS[0]}')).toMatchObject({status: 0, stderr: ''});
  expect(shell('"$1" "$2" aply 2>&1 | true; exit ${PIPESTATUS[0]}')).toMatchObject({status: 2, stderr: ''});
  expect(shell('[ -e /dev/full ] || exit 1; "$1" "$2" plan > /dev/full')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^error KF006: .*no space/),
  });
});

describe('warnings', () => {
  test('go to stderr and change no exit code, unless --strict', async () => {
    project = new TemporaryProject(warnedFiles);
    const {code, stdout, stderr} = await project.kflow('validate');
    expect(code).toBe(0);
    expect(stdout).toMatch(/is valid/);
    expect(stderr).toMatch(/resources\/db\.yaml:4:\d+: warning KF4\d\d: /);
    expect((await project.kflow('validate', '--strict')).code).toBe(2);
    expect(await project.kflow('plan')).toMatchObject({code: 0, stderr: expect.stringMatching(/warning KF4/)});
    const json = await project.kflow('validate', '--strict', '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({valid: true, diagnostics: [{severity: 'warning'}]});
  });
});

describe('a broken project', () => {
  test.each(['validate', 'plan', 'graph', 'list', 'apply', 'destroy', 'status', 'health', 'runners', 'state show'])(
    'kflow %s: every problem with its place, exit 2, nothing on stdout',
    async (command) => {
      project = new TemporaryProject(brokenFiles);
      const {code, stdout, stderr} = await project.kflow(...command.split(' '));
      expect({code, stdout}).toEqual({code: 2, stdout: ''});
      expect(stderr).toMatch(/^resources\/web\.yaml:3:8: error KF303: .*\n.*phase: nowhere\n.*\^\^\^\^\^\^\^$/m);
      expect(stderr).toMatch(
        /^resources\/web\.yaml:4:1: error KF201: .*dependOn.*\n.*\n.*\^{8}\n.*did you mean `dependsOn`\?$/m,
      );
      expect(stderr).toMatch(/2 errors/);
      expect(stderr).not.toMatch(noStack);
    },
  );

  test.each(['validate', 'plan', 'list', 'apply', 'destroy --yes', 'status'])(
    'kflow %s --json: the same shape',
    async (command) => {
      project = new TemporaryProject(brokenFiles);
      const {code, stdout, stderr} = await project.kflow(...command.split(' '), '--json');
      expect({code, stderr}).toEqual({code: 2, stderr: ''});
      const {valid, diagnostics} = JSON.parse(stdout);
      expect(valid).toBe(false);
      expect(diagnostics.map(({code: kf, at}: any) => [kf, at.line, at.column])).toEqual([
        ['KF303', 3, 8],
        ['KF201', 4, 1],
      ]);
    },
  );
});

describe('a wrong command line', () => {
  test.each([
    [['aply'], /there is no command `aply`\n {2}hint: did you mean `apply`\?/],
    [['state', 'shwo'], /did you mean `state show`\?/],
    [['apply', '--keepgoing'], /there is no flag `--keepgoing`\n {2}hint: did you mean `--keep-going`\?/],
    [['apply', '-q'], /there is no flag `-q`/],
    [['--keep-going', 'apply'], /--keep-going is not a flag that can stand before the command/],
    [['apply', '--timeout', 'soon'], /--timeout soon is not a duration\n {2}hint: .*1h30m/],
    [['apply', '--timeout'], /--timeout expects a value/],
    [['apply', '--concurrency', '0'], /--concurrency 0 is not a whole number/],
    [['graph', '--format', 'tre'], /did you mean `tree`\?/],
    [['plan', 'wbe'], /did you mean `web`\?/],
    [['list', 'web'], /unexpected argument/],
    [['-c', 'nowhere.yaml', 'plan'], /nowhere\.yaml/],
  ])('kflow %j', async (args, message) => {
    project = new TemporaryProject(goodFiles);
    const {code, stdout, stderr} = await project.kflow(...args);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(noStack);
    const json = await project.kflow(...args, '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.stdout)).toMatchObject({valid: false, diagnostics: [{severity: 'error'}]});
  });
});

describe('colors', () => {
  test.each<[{[name: string]: string}, string[], boolean]>([
    [{}, [], false],
    [{FORCE_COLOR: '1'}, [], true],
    [{FORCE_COLOR: '1', NO_COLOR: '1'}, [], false],
    [{FORCE_COLOR: '1'}, ['--no-color'], false],
  ])('%j %j', async (env, args, colors) => {
    project = new TemporaryProject(warnedFiles);
    Object.assign(project.env, env);
    const {stdout, stderr} = await project.kflow('validate', ...args);
    expect([stdout, stderr].map((text) => text.includes(escape))).toEqual([colors, colors]);
  });
});
