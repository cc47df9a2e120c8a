import {existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {nodeOf} from '../../harness/node-of.js';
import {Packed} from '../../harness/packed.js';
import {run} from '../../harness/run.js';

/** What a consumer may import. */
const entries = [
  '@kflow/core',
  '@kflow/core/node',
  '@kflow/core/printable',
  '@kflow/exec',
  '@kflow/runners',
  '@kflow/runners/command',
  '@kflow/runners/testing',
  '@kflow/sandbox',
];

let packed: Packed;
beforeAll(async () => {
  packed = await Packed.install();
});
afterAll(() => {
  packed?.remove();
  rmSync(prefix, {recursive: true});
});

/** Where kflow is installed globally: not below the project, whose packages it would find. */
const prefix = mkdtempSync(join(tmpdir(), 'kflow-global-'));

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** A tool of this package. */
const tool = (name: string): string => join(root, 'packages/e2e/node_modules/.bin', name);

const names = ['core', 'exec', 'runners', 'cli', 'sandbox'];

test('what is published are these packages', () => {
  expect(Object.keys(packed.tarballs).sort()).toEqual([...names].sort());
});

test.each(names)('@kflow/%s: its exports are what they say (publint, are the types wrong)', async (name) => {
  const tarball = packed.tarballs[name]!;
  const linted = await run(tool('publint'), ['run', '--strict', tarball], {env: process.env});
  expect(linted).toMatchObject({code: 0});
  const typed = await run(tool('attw'), [tarball, '--profile', 'esm-only', '--no-color'], {env: process.env});
  expect(typed).toMatchObject({code: 0});
});

test.each(names)('@kflow/%s holds what it needs, and nothing else', async (name) => {
  const {stdout} = await run('tar', ['-tzf', packed.tarballs[name]!], {env: process.env});
  const files = stdout
    .trim()
    .split('\n')
    .map((file) => file.slice('package/'.length));
  expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
  const wanted =
    /^(LICENSE|README\.md|package\.json|oclif\.manifest\.json|dist\/THIRD-PARTY-LICENSES\.txt|(bin|dist|schema|stages)\/.*\.(c?js|json|d\.ts|ya?ml)|(control-plane|helm3)\/.*)$/;
  expect(files.filter((file) => !wanted.test(file))).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(packed.dir, 'node_modules/@kflow', name, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({license: 'MIT', type: 'module', engines: {node: '>=20'}});
  expect(JSON.stringify({...manifest, devDependencies: {}})).not.toContain('workspace:');
});

test.each([20, 22] as const)('import and require give the same names, on Node %i', async (major) => {
  packed.write(
    'imports.mjs',
    `for (const name of ${JSON.stringify(entries)}) console.log(name, Object.keys(await import(name)).sort().join());`,
  );
  packed.write(
    'requires.cjs',
    `for (const name of ${JSON.stringify(entries)}) console.log(name, Object.keys(require(name)).filter((key) => key !== '__esModule').sort().join());`,
  );
  const node = await nodeOf(major);
  expect((await packed.run(node, '--version')).stdout).toMatch(new RegExp(`^v${major}\\.`));
  const imported = await packed.run(node, 'imports.mjs');
  expect(imported).toMatchObject({code: 0, stderr: ''});
  expect(imported.stdout.trim().split('\n')).toHaveLength(entries.length);
  expect((await packed.run(node, '--no-warnings', 'requires.cjs')).stdout).toBe(imported.stdout);
});

test.each(['node16', 'bundler'])('a strict TypeScript consumer, moduleResolution %s', async (moduleResolution) => {
  packed.write(
    'consumer.mts',
    `${entries.map((name, index) => `import * as module${index} from '${name}';`).join('\n')}
import {loadProject, memoryFiles} from '@kflow/core';
import {BaseRunner, type RunnerContext} from '@kflow/runners';
export const modules = [${entries.map((_, index) => `module${index}`).join(', ')}];
export class Mine extends BaseRunner {
  override async apply(context: RunnerContext): Promise<void> {
    context.log(context.namespace);
  }
}
const {project, diagnostics} = await loadProject({config: 'kflow.yaml', files: memoryFiles({})});
console.log(project?.phases, diagnostics.length);
`,
  );
  const compilerOptions = {
    ...{module: moduleResolution === 'node16' ? 'node16' : 'esnext', moduleResolution, target: 'es2022'},
    ...{strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, verbatimModuleSyntax: true},
    // Declarations are checked as well: those of the packages, with nothing of Node's or of the browser's but what they ask for.
    ...{skipLibCheck: false, noEmit: true, types: [], lib: ['es2023', 'dom']},
  };
  packed.write('tsconfig.json', JSON.stringify({compilerOptions, files: ['consumer.mts']}));
  expect(await packed.run(join(root, 'node_modules/.bin/tsc'), '-p', '.')).toMatchObject({code: 0, stdout: ''});
});

test('a strict TypeScript consumer in CommonJS, where Node can require ES modules', async () => {
  packed.write(
    'consumer.cts',
    `${entries.map((name, index) => `import module${index} = require('${name}');`).join('\n')}
export const modules = [${entries.map((_, index) => `module${index}`).join(', ')}];
`,
  );
  const compilerOptions = {
    ...{module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', strict: true, skipLibCheck: true},
    ...{noEmit: true, types: [], lib: ['es2023', 'dom']},
  };
  packed.write('tsconfig.json', JSON.stringify({compilerOptions, files: ['consumer.cts']}));
  expect(await packed.run(join(root, 'node_modules/.bin/tsc'), '-p', '.')).toMatchObject({code: 0, stdout: ''});
});

test('kflow, installed in a project and globally, on Node 20 and on Node 22', async () => {
  const {version} = JSON.parse(readFileSync(join(packed.dir, 'node_modules/@kflow/cli/package.json'), 'utf8'));
  packed.write('kflow.yaml', 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n');
  packed.write(
    'app.yaml',
    'kflow: {version: v1, kind: ResourceDefinition}\nname: app\nnamespace: apps\nsteps: [{name: hello, script: {run: echo hello}}]\n',
  );
  await packed.npm('install', '--global', '--prefix', prefix, packed.tarballs.cli!);
  // Its bundle holds all that it needs, down to what only some commands load.
  expect(readdirSync(join(prefix, 'lib/node_modules/@kflow'))).toEqual(['cli']);
  expect(existsSync(join(prefix, 'lib/node_modules/@kflow/cli/node_modules'))).toBe(false);
  for (const node of [await nodeOf(20), await nodeOf(22)]) {
    for (const kflow of [join(packed.dir, 'node_modules/.bin/kflow'), join(prefix, 'bin/kflow')]) {
      const ran = await packed.run(node, kflow, '--version');
      expect(ran).toEqual({code: 0, stdout: `kflow ${version}\n`, stderr: ''});
      const plan = await packed.run(node, kflow, 'plan', '--json');
      expect(plan).toMatchObject({code: 0, stderr: ''});
      expect(JSON.parse(plan.stdout)).toMatchObject({operation: 'apply', phases: [{steps: [{resource: 'app'}]}]});
    }
  }
  // By its name alone, as it is called.
  expect(await packed.run(join(prefix, 'bin/kflow'), '--version')).toMatchObject({code: 0});
});

test('the global kflow, with nothing else installed: a runner in TypeScript, a runner package for another SDK, and a new one', async () => {
  const project = mkdtempSync(join(tmpdir(), 'kflow-elsewhere-'));
  const files = {
    'kflow.yaml': 'kflow: {version: v1, kind: Config}\nrunners: [hello-runner.ts]\nresources: [hello.yaml]\n',
    'other.yaml': 'kflow: {version: v1, kind: Config}\nrunners: [kflow-other]\nresources: [hello.yaml]\n',
    'node_modules/kflow-other/package.json': JSON.stringify({
      ...{name: 'kflow-other', version: '1.0.0', main: 'index.js', peerDependencies: {'@kflow/runners': '^99.0.0'}},
    }),
    'node_modules/kflow-other/index.js': '',
    'hello.yaml':
      'kflow: {version: v1, kind: ResourceDefinition}\nname: hello\nsteps: [{name: hi, runner: {class: HelloRunner}}]\n',
    'hello-runner.ts': `import {BaseRunner} from '@kflow/runners';
export class HelloRunner extends BaseRunner {
  static override description: string = 'says hello';
}
`,
  };
  mkdirSync(join(project, 'node_modules/kflow-other'), {recursive: true});
  for (const [file, text] of Object.entries(files)) writeFileSync(join(project, file), text);
  const kflow = (...args: string[]) => packed.run(join(prefix, 'bin/kflow'), ...args);
  const runners = await kflow('-c', join(project, 'kflow.yaml'), 'runners');
  expect(runners).toMatchObject({code: 0, stdout: expect.stringContaining('says hello'), stderr: ''});
  const {version} = JSON.parse(readFileSync(join(packed.dir, 'node_modules/@kflow/runners/package.json'), 'utf8'));
  const other = await kflow('-c', join(project, 'other.yaml'), 'runners');
  expect(other).toMatchObject({code: 2, stderr: expect.stringContaining(`\`^99.0.0\`, and this kflow has ${version}`)});
  expect(await kflow('init', '--runner', join(project, 'mine'))).toMatchObject({code: 0});
  const mine = JSON.parse(readFileSync(join(project, 'mine/package.json'), 'utf8'));
  expect(mine.peerDependencies).toEqual({'@kflow/runners': `^${version}`});
  rmSync(project, {recursive: true});
});
