import {expect, test} from '@jest/globals';
import {loadStepKinds} from '../../src/plugins/load-step-kinds.js';
import {pluginScene} from './plugin-scene.js';

const load = async (...args: Parameters<typeof pluginScene>) => {
  const {project, dir} = await pluginScene(...args);
  const {registry, diagnostics} = await loadStepKinds(project);
  const told = diagnostics.map(({code, message, hint}) =>
    [code, message, hint]
      .filter((part) => part !== undefined)
      .join(' -- ')
      .replaceAll(dir, 'DIR'),
  );
  return {registry, told, diagnostics, dir};
};

const good = 'async apply() {}';
const define = `import {defineStepKind} from '@kflow/runners';`;

test.each([
  ['by its name', `${define} export const note = defineStepKind({${good}, async restart() {}});`],
  ['as default', `${define} export default defineStepKind({${good}, async restart() {}});`],
  [
    'of another copy of the SDK',
    `export const note = {[Symbol.for('kflow.step-kind')]: 1, ${good}, async restart() {}};`,
  ],
])('a handler is found: %s', async (_, code) => {
  const {registry, told, dir} = await load(code);
  expect(told).toEqual([]);
  expect(registry.all()).toMatchObject([{name: 'note', file: `${dir}/kinds/note.ts`, methods: ['restart']}]);
});

test('a CommonJS module has handlers as well', async () => {
  const {registry} = await load('', {
    kind: {handler: './note.cjs'},
    more: {'kinds/note.cjs': `module.exports = {note: {[Symbol.for('kflow.step-kind')]: 1, ${good}}};`},
  });
  expect(registry.find('note')?.methods).toEqual([]);
});

test.each([
  [
    'not there',
    '',
    {handler: './no.ts'},
    'KF636 -- the handler of step kind `note` is not there: DIR/kinds/no.ts, which DIR/kinds/kflow-plugin.json names -- correct the path, or build the module',
  ],
  [
    'it throws',
    'throw new Error("no luck");',
    {},
    'KF636 -- the handler of step kind `note` cannot be loaded: no luck',
  ],
  [
    'no handler',
    'export const other = 1;',
    {},
    'KF637 -- DIR/kinds/note.ts exports no handler for step kind `note` -- export `defineStepKind({...})` from `@kflow/runners` as `note` or as `default`',
  ],
  [
    'a plain object',
    `export const note = {${good}};`,
    {},
    'KF637 -- DIR/kinds/note.ts exports no handler for step kind `note` -- export `defineStepKind({...})` from `@kflow/runners` as `note` or as `default`',
  ],
  [
    'another version',
    `export const note = {[Symbol.for('kflow.step-kind')]: 2, ${good}};`,
    {},
    'KF637 -- the handler of step kind `note` in DIR/kinds/note.ts is made for version 2 of the contract with kflow, and this kflow has version 1 -- use a kflow, or a version of the plugin, that fits',
  ],
  [
    'no apply',
    `${define} export const note = defineStepKind({});`,
    {},
    'KF637 -- the handler of step kind `note` in DIR/kinds/note.ts has no method `apply`',
  ],
])('a handler that is wrong: %s', async (_, code, kind, expected) => {
  const {registry, told} = await load(code, {kind});
  expect(told).toEqual([expected]);
  expect(registry.all()).toEqual([]);
});

test('what a module throws has its place', async () => {
  const {diagnostics, dir} = await load('\n  throw new Error("no luck");');
  expect(diagnostics).toMatchObject([{at: {file: `${dir}/kinds/note.ts`, line: 2}, related: [{at: {line: 4}}]}]);
});
