import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {npm} from '../../harness/npm.js';
import {Registry} from '../../harness/registry.js';
import {released, thisPlatform} from '../../harness/released.js';
import type {Released} from '../../harness/released.js';
import {run} from '../../harness/run.js';

let made: Released;
let registry: Registry;
let dir: string;
beforeAll(async () => {
  made = await released();
  dir = mkdtempSync(join(tmpdir(), 'kflow-registry-'));
  registry = await Registry.start(dir, ['kflow-runner-*']);
}, 600_000);
afterAll(async () => {
  await registry?.stop();
  rmSync(dir, {recursive: true, force: true});
});

/** A folder with these files. */
function folder(name: string, files: {[path: string]: string}): string {
  const path = join(dir, name);
  mkdirSync(path, {recursive: true});
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

test("the release's own commands publish it, and everything can be had by name", async () => {
  const published = await run('sh', [join(made.dir, 'publish.sh')], {env: registry.env});
  expect(published).toMatchObject({code: 0});
  const {version} = JSON.parse(readFileSync(join(made.clone, 'packages/core/package.json'), 'utf8'));
  for (const name of ['core', 'runners', 'exec', 'cli', 'sandbox', `sandbox-${thisPlatform}`]) {
    expect(await npm(dir, ['view', `@kflow/${name}`, 'version'], registry.env)).toBe(`${version}\n`);
  }
});

test('a runner package is published, installed by its name in another project, and found there', async () => {
  const {version} = JSON.parse(readFileSync(join(made.clone, 'packages/core/package.json'), 'utf8'));
  const runnerPackage = folder('runner', {
    'package.json': JSON.stringify({
      ...{name: 'kflow-runner-greeting', version: '1.2.3', type: 'module', exports: './index.js', files: ['index.js']},
      peerDependencies: {'@kflow/runners': `^${version}`},
    }),
    'index.js': `import {BaseRunner} from '@kflow/runners';

export class GreetingRunner extends BaseRunner {
  static description = 'Greets.';
  async apply(ctx) {
    ctx.log('hello ' + ctx.config.name);
  }
}
`,
  });
  await npm(runnerPackage, ['publish'], registry.env);

  const project = folder('project', {
    'package.json': '{"name": "project", "private": true}',
    'kflow.yaml': 'kflow: {version: v1, kind: Config}\nrunners: [kflow-runner-greeting]\nresources: [hello.yaml]\n',
    'hello.yaml':
      'kflow: {version: v1, kind: ResourceDefinition}\nname: hello\nsteps: [{name: greet, runner: {class: GreetingRunner, config: {name: you}}}]\n',
  });
  await npm(project, ['install', '@kflow/cli', 'kflow-runner-greeting'], registry.env);
  // Nothing but what was asked for, and the peer with what its testing kit checks schemas by: the command line brings its dependencies in its bundle.
  expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
    ...['@kflow', 'ajv', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse', 'kflow-runner-greeting'],
    'require-from-string',
  ]);
  expect(readdirSync(join(project, 'node_modules/@kflow')).sort()).toEqual(['cli', 'runners']);

  const kflow = (...args: string[]) =>
    run(join(project, 'node_modules/.bin/kflow'), args, {
      cwd: project,
      env: {PATH: process.env.PATH, HOME: dir, KUBECONFIG: join(dir, 'none')},
    });
  const plan = await kflow('plan', '--json');
  expect(plan).toMatchObject({code: 0, stderr: ''});
  expect(JSON.parse(plan.stdout)).toMatchObject({phases: [{steps: [{id: 'hello.greet', kind: 'runner'}]}]});
  const runners = await kflow('runners', '--json');
  expect(runners).toMatchObject({code: 0, stderr: ''});
  expect(runners.stdout).toContain('GreetingRunner');
});

test('the sandbox brings the programs of this platform along, and no others', async () => {
  const project = folder('with-sandbox', {'package.json': '{"name": "with-sandbox", "private": true}'});
  await npm(project, ['install', '--save-dev', '@kflow/sandbox'], registry.env);
  expect(readdirSync(join(project, 'node_modules/@kflow')).sort()).toEqual(['sandbox', `sandbox-${thisPlatform}`]);
});
