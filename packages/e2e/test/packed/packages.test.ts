import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
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
afterAll(() => packed?.remove());

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
    /^(LICENSE|README\.md|package\.json|oclif\.manifest\.json|(bin|dist|schema|stages)\/.*\.(js|json|d\.ts|ya?ml)|(control-plane|helm3)\/.*)$/;
  expect(files.filter((file) => !wanted.test(file))).toEqual([]);
  const manifest = JSON.parse(readFileSync(join(packed.dir, 'node_modules/@kflow', name, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({license: 'MIT', type: 'module', engines: {node: '>=20'}});
  expect(JSON.stringify({...manifest, devDependencies: {}})).not.toContain('workspace:');
});

test('import and require give the same names', async () => {
  packed.write(
    'imports.mjs',
    `for (const name of ${JSON.stringify(entries)}) console.log(name, Object.keys(await import(name)).sort().join());`,
  );
  packed.write(
    'requires.cjs',
    `for (const name of ${JSON.stringify(entries)}) console.log(name, Object.keys(require(name)).filter((key) => key !== '__esModule').sort().join());`,
  );
  const imported = await packed.run(process.execPath, 'imports.mjs');
  expect(imported).toMatchObject({code: 0, stderr: ''});
  expect(imported.stdout.trim().split('\n')).toHaveLength(entries.length);
  expect((await packed.run(process.execPath, '--no-warnings', 'requires.cjs')).stdout).toBe(imported.stdout);
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
    ...{strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [], lib: ['es2023', 'dom']},
  };
  packed.write('tsconfig.json', JSON.stringify({compilerOptions, files: ['consumer.mts']}));
  expect(await packed.run(join(root, 'node_modules/.bin/tsc'), '-p', '.')).toMatchObject({code: 0, stdout: ''});
});

test('kflow, installed in a project and globally', async () => {
  const {version} = JSON.parse(readFileSync(join(packed.dir, 'node_modules/@kflow/cli/package.json'), 'utf8'));
  packed.write('kflow.yaml', 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n');
  packed.write(
    'app.yaml',
    'kflow: {version: v1, kind: ResourceDefinition}\nname: app\nnamespace: apps\nsteps: [{name: hello, script: {run: echo hello}}]\n',
  );
  const prefix = join(packed.dir, 'global');
  await packed.npm('install', '--global', '--prefix', prefix, ...Object.values(packed.tarballs));
  for (const kflow of [join(packed.dir, 'node_modules/.bin/kflow'), join(prefix, 'bin/kflow')]) {
    expect(await packed.run(kflow, '--version')).toEqual({code: 0, stdout: `kflow ${version}\n`, stderr: ''});
    const plan = await packed.run(kflow, 'plan', '--json');
    expect(plan).toMatchObject({code: 0, stderr: ''});
    expect(JSON.parse(plan.stdout)).toMatchObject({operation: 'apply', phases: [{steps: [{resource: 'app'}]}]});
  }
});
