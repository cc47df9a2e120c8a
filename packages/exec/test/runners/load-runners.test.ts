import {readdir, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {loadRunners} from '../../src/runners/load/load-runners.js';
import {loadInNode} from './load-in-node.js';
import {files, project} from './sample-project.js';

/** What somebody has installed: another copy of the SDK, of another version, that shares nothing with ours but the brand. */
const ownCopy = (format: 'esm' | 'cjs'): {[path: string]: string} => ({
  'node_modules/@kflow/runners/package.json': JSON.stringify({
    name: '@kflow/runners',
    version: '9.0.0',
    ...(format === 'esm' ? {type: 'module'} : {}),
    exports: './index.js',
  }),
  'node_modules/@kflow/runners/index.js': `
    ${format === 'esm' ? 'export class' : 'exports.BaseRunner = class'} BaseRunner {
      static [Symbol.for('kflow.runner')] = 1;
      constructor(config) { this.config = config; }
      async apply() {}
      async health() { return true; }
    }
  `,
});

const source = {
  ts: `
    import {BaseRunner, b64} from '@kflow/runners';
    import type {RunnerContext} from '@kflow/runners';
    import {shared} from './lib/shared.js';

    interface Config { text: string }
    enum Level { Low, High }

    export class Typed extends BaseRunner<Config> {
      static override description = 'typed ' + Level.High + shared satisfies string;
      static override configSchema = {type: 'object'};
      override async apply(ctx: RunnerContext<Config>): Promise<void> { ctx.log(b64(ctx.config.text)); }
      override async health(): Promise<boolean> { return false; }
    }
  `,
  esm: `
    import {BaseRunner} from '@kflow/runners';
    export class Plain extends BaseRunner { async destroy() {} }
  `,
  cjs: `
    const {BaseRunner} = require('@kflow/runners');
    module.exports.Plain = class Plain extends BaseRunner { async destroy() {} };
  `,
};

test('TypeScript, with imports of its own, without a build, and nothing left behind', async () => {
  const dir = await files({'a.ts': source.ts, 'lib/shared.ts': `export const shared: string = '!';`});
  const {registry, diagnostics} = await loadRunners(project(dir, ['./a.ts']));
  expect(diagnostics).toEqual([]);
  const [runner, ...rest] = registry.all();
  expect(rest).toEqual([]);
  expect(runner).toMatchObject({
    name: 'Typed',
    description: 'typed 1!',
    file: join(dir, 'a.ts'),
    specifier: './a.ts',
    at: {file: join(dir, 'kflow.yaml'), line: 1},
    configSchema: {type: 'object'},
    hooks: ['apply', 'health'],
  });
  expect(runner!.create({text: 'x'}).config).toEqual({text: 'x'});
  expect((await readdir(dir)).sort()).toEqual(['a.ts', 'lib']);
});

describe.each([
  ['without an installed SDK', {}],
  ['with an own copy of it, ESM', ownCopy('esm')],
  ['with an own copy of it, CommonJS', ownCopy('cjs')],
])('%s', (_, installed) => {
  test.each([
    ['a.mts', source.esm],
    ['a.ts', source.esm],
    ['a.js', source.esm],
    ['a.js', source.cjs],
    ['a.mjs', source.esm],
    ['a.cjs', source.cjs],
  ])('%s', async (name, text) => {
    const dir = await files({[name]: text, ...installed});
    const {registry, diagnostics} = await loadRunners(project(dir, [`./${name}`]));
    expect(diagnostics).toEqual([]);
    expect(registry.all().map(({name, hooks}) => [name, hooks])).toEqual([['Plain', ['destroy']]]);
  });

  test.each([
    ['esm', {name: 'acme', type: 'module', exports: {'.': {import: './main.js'}}}, source.esm],
    ['cjs', {name: 'acme', main: './main.js'}, source.cjs],
  ])('an npm package, %s', async (_format, manifest, text) => {
    const dir = await files({
      ...installed,
      'node_modules/acme/package.json': JSON.stringify(manifest),
      'node_modules/acme/main.js': text,
    });
    const {registry, diagnostics} = await loadRunners(project(dir, ['acme']));
    expect(diagnostics).toEqual([]);
    expect(registry.all()).toMatchObject([
      {name: 'Plain', specifier: 'acme', file: join(dir, 'node_modules/acme/main.js')},
    ]);
  });
});

test('a class of an own copy of the SDK that was loaded by Node itself', async () => {
  // `createRequire` goes around the loader, as native modules do.
  const dir = await files({
    ...ownCopy('cjs'),
    'a.ts': `
      import {createRequire} from 'node:module';
      const {BaseRunner} = createRequire(import.meta.url)('@kflow/runners');
      export class Own extends BaseRunner { async apply() { return 'own'; } }
      export const isOurs = BaseRunner.length;
    `,
  });
  const {registry, diagnostics} = await loadRunners(project(dir, ['./a.ts']));
  expect(diagnostics).toEqual([]);
  const own = registry.find('Own')!;
  expect(own.hooks).toEqual(['apply']);
  expect(await (own.create({}) as {apply(): Promise<string>}).apply()).toBe('own');
});

test('every exported class counts once: default, renamed, exported again, intermediate; BaseRunner itself does not', async () => {
  const dir = await files({
    'base.ts': `
      import {BaseRunner} from '@kflow/runners';
      export {BaseRunner};
      export class Middle extends BaseRunner { async apply() {} }
    `,
    'a.ts': `
      import {Middle} from './base.js';
      export * from './base.js';
      export class Leaf extends Middle { async destroy() {} }
      export {Leaf as Other};
      export default class Main extends Middle { static runnerName = 'main'; }
      class Hidden extends Middle {}
      export class NoRunner {}
      export const value = 3, nothing = null;
    `,
  });
  const {found, diagnostics} = loadInNode(join(dir, 'base.ts'), join(dir, 'a.ts'));
  expect(diagnostics).toEqual([]);
  expect(found).toEqual([
    {name: 'Middle', hooks: ['apply'], file: join(dir, 'base.ts')},
    {name: 'Leaf', hooks: ['apply', 'destroy'], file: join(dir, 'a.ts')},
    {name: 'main', hooks: ['apply'], file: join(dir, 'a.ts')},
  ]);
});

test('what several modules import is loaded once', async () => {
  const load = `globalThis.kflowLoaded = [...(globalThis.kflowLoaded ?? []), import.meta.url.split('/').pop()];\n`;
  const dir = await files({
    'lib.ts': load,
    'a.ts': `import './lib.js';\n${load}`,
    'b.ts': `import './lib.js';\n${load}`,
  });
  expect(loadInNode(join(dir, 'a.ts'), join(dir, 'b.ts')).loaded).toEqual(['lib.ts', 'a.ts', 'b.ts']);
});

test('steps: by name, from the file of the step, by package and name; each module is loaded once', async () => {
  const counting = (name: string): string => `
    import {BaseRunner} from '@kflow/runners';
    export class ${name} extends BaseRunner {}
  `;
  const dir = await files({
    'shared.ts': counting('Shared'),
    'own.ts': counting('Own'),
    'node_modules/@acme/kflow/package.json': '{"name": "@acme/kflow", "type": "module", "exports": "./i.js"}',
    'node_modules/@acme/kflow/i.js': counting('Packed'),
  });
  await symlink(join(dir, 'shared.ts'), join(dir, 'link.ts'));
  const sample = project(
    dir,
    ['./shared.ts', './link.ts'],
    [
      {class: 'Shared'},
      {class: 'Own', file: './own.ts'},
      {class: 'Own', file: './own.ts'},
      {class: 'Shared', file: './link.ts'},
      {class: '@acme/kflow/Packed'},
    ],
  );
  const {registry, diagnostics} = await loadRunners(sample);
  expect(diagnostics).toEqual([]);
  expect(registry.all().map(({name}) => name)).toEqual(['Shared', 'Own', 'Packed']);
  expect(registry.find('Own', join(dir, 'own.ts'))?.name).toBe('Own');
  expect(registry.find('@acme/kflow/Packed')?.name).toBe('Packed');
  expect(registry.find('@acme/kflow/Other')).toBeUndefined();
  expect(registry.find('constructor')).toBeUndefined();
});

test('a project without runners loads nothing', async () => {
  const {registry, diagnostics} = await loadRunners(project('/nowhere', []));
  expect([registry.all(), diagnostics]).toEqual([[], []]);
});

describe('mistakes', () => {
  const load = async (
    content: {[path: string]: string},
    modules: string[],
    steps?: Parameters<typeof project>[2],
  ): Promise<unknown[]> => {
    const dir = await files(content);
    const {diagnostics} = await loadRunners(project(dir, modules, steps));
    return JSON.parse(JSON.stringify(diagnostics).replaceAll(dir, '')) as unknown[];
  };
  const declared = (line = 1): object => ({file: '/kflow.yaml', line, column: 5});
  const related = [{message: 'the module is declared here', at: declared()}];

  test('a module that throws, with the place in the user’s code', async () => {
    const diagnostics = await load(
      {
        'a.ts': `import {connect} from './lib.js';\n\ninterface X {a: 1}\nconnect();\n`,
        'lib.ts': `type Y = string;\nexport function connect(): Y {\n  throw new TypeError('no\\nhost');\n}\n`,
      },
      ['./a.ts'],
    );
    expect(diagnostics).toEqual([
      {
        code: 'KF610',
        severity: 'error',
        message: 'the runner module `./a.ts` cannot be loaded: TypeError: no',
        at: {file: '/lib.ts', line: 3, column: 9, text: `throw new TypeError('no\\nhost');`},
        related,
      },
    ]);
  });

  test.each([
    ['after an await', 'await null;\nthrow new Error("late");\n', 'late', {line: 2}],
    ['no error at all', 'throw "text";\n', 'text', {file: '/kflow.yaml'}],
    ['undefined', 'throw undefined;\n', 'undefined', {file: '/kflow.yaml'}],
    ['a secret', 'throw new Error("https://me:hunter2@host/ refused");\n', 'https://me:***@host/ refused', {line: 1}],
    ['an error without a message', '\n\nthrow new RangeError();\n', 'RangeError', {line: 3}],
  ])('a module that throws: %s', async (_, text, message, at) => {
    const [diagnostic] = await load({'a.ts': text}, ['./a.ts']);
    expect(diagnostic).toMatchObject({
      code: 'KF610',
      message: `the runner module \`./a.ts\` cannot be loaded: ${message}`,
      at,
    });
  });

  test.each(['a.ts', 'a.mjs', 'a.cjs', 'a.js'])('a syntax error in %s', async (name) => {
    const [diagnostic] = await load({[name]: `const fine = 1;\n\nconst x = = 2;\n`}, [`./${name}`]);
    expect(diagnostic).toMatchObject({code: 'KF610', at: {file: `/${name}`, line: 3, text: 'const x = = 2;'}});
    expect((diagnostic as {message: string}).message).toMatch(/cannot be loaded: syntax error|SyntaxError/);
  });

  test('an import that is not there: a package, and a file', async () => {
    const dir = await files({
      'a.ts': `\nimport pg from '@acme/pg/pool';\npg();\n`,
      'b.ts': `import {x} from './nowhere.js';\nx();\n`,
    });
    const path = join(dir, 'a.ts');
    expect(loadInNode(path, join(dir, 'b.ts')).diagnostics).toMatchObject([
      {
        code: 'KF610',
        message: `the runner module \`${path}\` cannot be loaded: Cannot find module '@acme/pg/pool'`,
        hint: 'is it installed? `npm install @acme/pg`',
        at: {file: path, line: 2, text: `import pg from '@acme/pg/pool';`},
        related: [{at: {file: join(dir, 'kflow.yaml'), line: 1}}],
      },
      {at: {file: join(dir, 'b.ts'), line: 1}, hint: expect.stringContaining('relative')},
    ]);
  });

  test('a package that is not installed', async () => {
    expect(await load({}, ['acme-runners'])).toEqual([
      {
        code: 'KF612',
        severity: 'error',
        message: 'there is no npm package `acme-runners` to be found from ',
        at: declared(),
        hint: expect.stringContaining('npm install acme-runners'),
      },
    ]);
  });

  test('a module without runners is a warning', async () => {
    const [diagnostic] = await load({'a.ts': 'export class Runner { async apply() {} }\n'}, ['./a.ts']);
    expect(diagnostic).toMatchObject({code: 'KF611', severity: 'warning', at: declared()});
  });

  test('two of one name, with both files', async () => {
    const text = `import {BaseRunner} from '@kflow/runners';\nexport class Same extends BaseRunner {}\n`;
    expect(await load({'a.ts': text, 'b.ts': text}, ['./a.ts', './b.ts'])).toEqual([
      {
        code: 'KF614',
        severity: 'error',
        message: 'two runners are called `Same`: in /a.ts and in /b.ts',
        hint: expect.stringContaining('runnerName'),
        at: declared(2),
        related: [{message: 'the other one is declared here', at: declared(1)}],
      },
    ]);
  });

  test('statics that are not what they have to be', async () => {
    const runner = (body: string): string =>
      `import {BaseRunner} from '@kflow/runners';\nexport default class ${body}\n`;
    const diagnostics = await load(
      {
        'a.ts': runner('extends BaseRunner {}'),
        'b.ts': runner('B extends BaseRunner { static runnerName = 3 as any; }'),
        'c.ts': runner('C extends BaseRunner { static configSchema = "{}" as any; }'),
      },
      ['./a.ts', './b.ts', './c.ts'],
    );
    expect(diagnostics).toMatchObject([
      {code: 'KF615', message: '/a.ts exports a runner class without a name'},
      {code: 'KF615', message: expect.stringContaining('`runnerName`')},
      {code: 'KF615', message: expect.stringContaining('`configSchema`')},
    ]);
  });

  test('a class that nobody exports', async () => {
    const text = `import {BaseRunner} from '@kflow/runners';\nexport class Migrate extends BaseRunner {}\nexport class Seed extends BaseRunner {}\n`;
    expect(await load({'a.ts': text}, ['./a.ts'], [{class: 'Migrat'}, {class: 'Unheard'}, {class: 'Seed'}])).toEqual([
      {
        code: 'KF613',
        severity: 'error',
        message: 'there is no runner `Migrat`',
        hint: 'did you mean `Migrate`? found: `Migrate`, `Seed`',
        at: {file: '/db.yaml', line: 10, column: 5},
      },
      expect.objectContaining({message: 'there is no runner `Unheard`', hint: 'found: `Migrate`, `Seed`'}),
    ]);
    expect(await load({}, [], [{class: 'Seed'}])).toMatchObject([
      {code: 'KF613', hint: expect.stringContaining('no runners were found')},
    ]);
  });

  test('a class in a module that cannot be loaded is not reported twice', async () => {
    const bad = {'bad.ts': 'throw new Error("x");\n'};
    const good = {'good.ts': `import {BaseRunner} from '@kflow/runners';\nexport class Good extends BaseRunner {}\n`};
    expect(await load(bad, [], [{class: 'Lost', file: './bad.ts'}])).toMatchObject([{code: 'KF610'}]);
    expect(await load(bad, ['./bad.ts'], [{class: 'Lost'}])).toMatchObject([{code: 'KF610'}]);
    expect(await load({}, [], [{class: 'acme/Lost'}])).toMatchObject([{code: 'KF612'}]);
    const both = await load({...bad, ...good}, ['./good.ts'], [{class: 'X', file: './bad.ts'}, {class: 'Goood'}]);
    expect(both).toMatchObject([{code: 'KF610'}, {code: 'KF613', message: 'there is no runner `Goood`'}]);
  });
});

test('a module that never ends loading ends with the signal', async () => {
  const dir = await files({'a.ts': 'globalThis.kflowStuck?.();\nawait new Promise(() => {});\n'});
  const stop = new AbortController();
  const reason = new Error('stopped');
  const loading = loadRunners(project(dir, ['./a.ts']), {signal: stop.signal});
  setImmediate(() => stop.abort(reason));
  await expect(loading).rejects.toBe(reason);
});
