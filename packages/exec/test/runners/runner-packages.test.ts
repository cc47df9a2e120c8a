import {cp, mkdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from '@jest/globals';
import {checkPeerRange, sdkVersion} from '../../src/runners/check/check-peer-range.js';
import {loadRunners} from '../../src/runners/load/load-runners.js';
import {loadInNode} from './load-in-node.js';
import {files, module, project} from './sample-project.js';

const runner = (name: string): string =>
  `import {BaseRunner} from '@kflow/runners';\nexport class ${name} extends BaseRunner { async apply() {} }\n`;

/** The files of a package. */
const installed = (name: string, manifest: object, content: {[path: string]: string}): {[path: string]: string} => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({name, type: 'module', ...manifest}),
  ...Object.fromEntries(Object.entries(content).map(([path, text]) => [`node_modules/${name}/${path}`, text])),
});

async function load(content: {[path: string]: string}, ...specifiers: string[]): Promise<any> {
  const dir = await files(content);
  const {registry, diagnostics} = await loadRunners(project(dir, specifiers));
  const runners = registry.all().map(({name, className, file, specifier, package: from}) => ({
    ...{name, className, file, specifier, from},
  }));
  return JSON.parse(JSON.stringify({runners, diagnostics}).replaceAll(dir, ''));
}

describe('where a package has its runners', () => {
  test('the module that is imported by its name, with the version of the package', async () => {
    const {runners, diagnostics} = await load(
      installed('@acme/kflow', {version: '1.2.3', exports: './dist/index.js'}, {'dist/index.js': runner('One')}),
      '@acme/kflow',
    );
    expect(diagnostics).toEqual([]);
    expect(runners).toEqual([
      {
        name: 'One',
        className: 'One',
        file: '/node_modules/@acme/kflow/dist/index.js',
        specifier: '@acme/kflow',
        from: {name: '@acme/kflow', version: '1.2.3'},
      },
    ]);
  });

  test('the module that `kflow.runners` names, whatever else it exports', async () => {
    const {runners, diagnostics} = await load(
      installed(
        'acme',
        {version: '2.0.0', exports: {'.': './lib.js'}, kflow: {runners: './kflow/runners.js'}},
        {'lib.js': 'throw new Error("not for kflow");', 'kflow/runners.js': runner('Two')},
      ),
      'acme',
    );
    expect(diagnostics).toEqual([]);
    expect(runners).toMatchObject([
      {name: 'Two', file: '/node_modules/acme/kflow/runners.js', from: {version: '2.0.0'}},
    ]);
  });

  test('a module of it by its path, and a package without a version', async () => {
    const {runners, diagnostics} = await load(
      installed(
        '@acme/all',
        {exports: {'./extra': './extra.js'}, kflow: {runners: './x.js'}},
        {'extra.js': runner('X')},
      ),
      '@acme/all/extra',
    );
    expect(diagnostics).toEqual([]);
    expect(runners).toMatchObject([{name: 'X', specifier: '@acme/all/extra', from: {name: '@acme/all'}}]);
  });

  test('the nearest node_modules, seen from the file that names it', async () => {
    const dir = await files({
      ...installed('acme', {version: '1.0.0', main: 'i.js'}, {'i.js': runner('Far')}),
      ...Object.fromEntries(
        Object.entries(installed('acme', {version: '2.0.0', main: 'i.js'}, {'i.js': runner('Near')})).map(
          ([path, text]) => [`deep/er/${path}`, text],
        ),
      ),
    });
    await mkdir(join(dir, 'deep/er/project'), {recursive: true});
    const sample = {...project(dir, []), runners: [module(join(dir, 'deep/er/project'), 'acme')]};
    const {registry} = await loadRunners(sample);
    expect(registry.all()).toMatchObject([{name: 'Near', package: {version: '2.0.0'}}]);
  });

  test.each([
    ['that is not built', {kflow: {runners: './dist/index.js'}}, 'has no file `./dist/index.js`'],
    ['that is outside of it', {kflow: {runners: '../other/i.js'}}, 'has no file `../other/i.js`'],
    ['that is a directory', {kflow: {runners: '.'}}, 'has no file `.`'],
    ['that is no text', {kflow: {runners: 3}}, 'has no file `3`'],
    ['that nothing names', {exports: {'./other': './i.js'}}, 'has nothing that can be imported by that name'],
  ])('a module %s', async (_, manifest, message) => {
    const other = installed('other', {}, {'i.js': runner('Other')});
    const {runners, diagnostics} = await load({...installed('acme', manifest, {'i.js': ''}), ...other}, 'acme');
    expect(runners).toEqual([]);
    expect(diagnostics).toEqual([
      {
        code: 'KF617',
        severity: 'error',
        message: expect.stringContaining(`the package \`acme\` ${message}`),
        at: {file: '/kflow.yaml', line: 1, column: 5},
        hint: expect.stringContaining('/node_modules/acme/package.json'),
      },
    ]);
  });
});

describe('the version of the SDK that a package asks for', () => {
  test('kflow has one', () => {
    expect(sdkVersion()).toMatch(/^\d+\.\d+\.\d+/);
  });

  test('another one: nothing of the package is run', async () => {
    const {runners, diagnostics} = await load(
      installed(
        'acme',
        {version: '3.1.4', main: 'i.js', peerDependencies: {'@kflow/runners': '^9.0.0'}},
        {'i.js': 'throw new Error("it was run");'},
      ),
      'acme',
    );
    expect(runners).toEqual([]);
    expect(diagnostics).toEqual([
      {
        code: 'KF618',
        severity: 'error',
        message: `the package \`acme 3.1.4\` is made for @kflow/runners \`^9.0.0\`, and this kflow has ${sdkVersion()}`,
        at: {file: '/kflow.yaml', line: 1, column: 5},
        hint: 'update kflow: `npm install @kflow/cli@latest` (with `--global` where it is installed so)',
      },
    ]);
  });

  const at = {file: '/kflow.yaml', line: 1, column: 1};
  test.each([
    ['^0.1.0', '0.1.7'],
    ['^1.0.0 || ^2.0.0', '2.3.0'],
    ['>=1', '1.0.0'],
    ['*', '4.0.0-beta.1'],
    ['^1.0.0', '1.1.0-beta.1'],
    ['workspace:*', '1.0.0'],
    ['file:../runners', '1.0.0'],
    [3, '1.0.0'],
    [undefined, '1.0.0'],
  ])('%p accepts %s', async (range, own) => {
    expect(await checkPeerRange({name: 'a'}, {peerDependencies: {'@kflow/runners': range}}, at, own)).toBeUndefined();
    expect(await checkPeerRange({name: 'a'}, {}, at, own)).toBeUndefined();
  });

  test.each([
    ['^0.1.0', '0.2.0', /npm install a@latest/],
    ['~1.2.0', '1.3.0-beta.1', /npm install a@latest/],
    ['<1', '1.0.0', /npm install a@latest/],
    ['^2.0.0', '1.9.0', /npm install @kflow\/cli@latest/],
  ])('%p refuses %s', async (range, own, hint) => {
    const refused = await checkPeerRange({name: 'a'}, {peerDependencies: {'@kflow/runners': range}}, at, own);
    expect(refused).toMatchObject({code: 'KF618', hint: expect.stringMatching(hint)});
  });

  test('a class of another contract', async () => {
    const {runners, diagnostics} = await load(
      {'a.mjs': `export class New { static [Symbol.for('kflow.runner')] = 2; }\nexport class Mine extends New {}\n`},
      './a.mjs',
    );
    expect(runners).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: 'KF618',
        message:
          'the runner `Mine` in /a.mjs is made for version 2 of the contract between kflow and runners, and this kflow has 1',
      },
    ]);
  });
});

/** `npm run build` made it. */
const builtSdk = fileURLToPath(new URL('../../../runners', import.meta.url));

describe('a second, real copy of the SDK in the project', () => {
  const use = {
    // As everybody writes it: kflow's own copy is taken.
    named: {
      esm: `import {BaseRunner} from '@kflow/runners';\n`,
      cjs: `const {BaseRunner} = require('@kflow/runners');\n`,
    },
    // Around kflow, as a native module or a bundle would: the project's own copy.
    own: {
      esm: `import {createRequire} from 'node:module';\nconst {BaseRunner} = await import('./node_modules/@kflow/runners/dist/index.js');\n`,
      cjs: `const {BaseRunner} = require('./node_modules/@kflow/runners/dist/index.js');\n`,
    },
  };

  test('.ts, .mjs and .cjs, with kflow’s copy and with the own one', async () => {
    const kinds = (['named', 'own'] as const).flatMap((copy) =>
      (['ts', 'mjs', 'cjs'] as const).map((extension) => ({copy, name: `${copy}_${extension}`, extension})),
    );
    const sources = kinds.map(({copy, name, extension}): [string, string] => {
      const body = `class ${name} extends BaseRunner { async apply(ctx) { ctx.log('hello'); } }\n`;
      const text =
        extension === 'cjs' ? `${use[copy].cjs}${body}module.exports = {${name}};\n` : `${use[copy].esm}export ${body}`;
      return [`${name}.${extension}`, text];
    });
    const dir = await files(Object.fromEntries(sources));
    const paths = sources.map(([path]) => join(dir, path));
    const target = join(dir, 'node_modules/@kflow/runners');
    await mkdir(target, {recursive: true});
    await cp(join(builtSdk, 'package.json'), join(target, 'package.json'));
    await cp(join(builtSdk, 'dist'), join(target, 'dist'), {recursive: true});
    const {found, diagnostics} = loadInNode(...paths);
    expect(diagnostics).toEqual([]);
    expect(found).toEqual(kinds.map(({name}, index) => ({name, hooks: ['apply'], file: paths[index]})));
    // The test is about a copy: without one, only kflow's is found.
    await rm(target, {recursive: true});
    const without = loadInNode(...paths);
    expect(without.found).toHaveLength(3);
    expect(without.diagnostics).toEqual(Array(3).fill(expect.objectContaining({code: 'KF610'})));
  });
});
