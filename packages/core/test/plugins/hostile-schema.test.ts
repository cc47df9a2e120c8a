import {expect, test} from '@jest/globals';
import {loadProject, memoryFiles} from '../../src/index.js';
import {project, withSchema} from './http-check.js';

const codes = async (step: string, plugin: object | string) => {
  const files = memoryFiles(project(step, plugin), {cwd: '/p'});
  return (await loadProject({config: 'kflow.yaml', files})).diagnostics.map(({code, message}) => `${code} ${message}`);
};

test('a pattern that would take for ever is matched at once', async () => {
  const plugin = withSchema({properties: {a: {type: 'string', pattern: '^(a+)+$'}}});
  const evil = `${'a'.repeat(50_000)}!`;
  expect(await codes(`httpCheck: {a: "${evil}"}`, plugin)).toEqual(['KF222 `a` does not match the pattern `^(a+)+$`']);
  expect(await codes(`httpCheck: {a: "${'a'.repeat(50_000)}"}`, plugin)).toEqual([]);
});

test('references that multiply end in a diagnostic', async () => {
  const definitions = Object.fromEntries(
    Array.from({length: 40}, (_, level) => [
      `d${level}`,
      {allOf: [{$ref: `#/definitions/d${level + 1}`}, {$ref: `#/definitions/d${level + 1}`}]},
    ]),
  );
  const plugin = withSchema({allOf: [{$ref: '#/definitions/d0'}], definitions: {...definitions, d40: {}}});
  expect(await codes('httpCheck: {}', plugin)).toEqual([
    expect.stringMatching(/^KF634 .*: it has more than 5000 schemas, counting each use of a `\$ref`$/),
  ]);
});

test('a schema that is deep ends in a diagnostic', async () => {
  let schema: object = {type: 'string'};
  for (let level = 0; level < 60; level++) schema = {properties: {a: schema}};
  expect(await codes('httpCheck: {}', withSchema(schema))).toEqual([
    expect.stringMatching(/^KF634 .*: it is nested too deeply$/),
  ]);
});

test('a file that is huge ends in a diagnostic', async () => {
  expect(await codes('httpCheck: {}', `{"version": 1, "a": "${'a'.repeat(1_100_000)}"}`)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^KF632 plugin file .* has more than 1000000 characters$/)]),
  );
});

test('`__proto__` is a name like any other', async () => {
  const plugin = JSON.stringify(withSchema({properties: {a: {default: {}}}})).replace(
    '{"a"',
    '{"__proto__": {"type": "string", "default": "x"}, "a"',
  );
  expect(await codes('httpCheck: {}', plugin)).toEqual([expect.stringContaining('KF634')]);
  const block = withSchema({properties: {a: {type: 'object', additionalProperties: {type: 'string'}}}});
  expect(await codes('httpCheck: {a: {__proto__: x, constructor: y}}', block)).toEqual([]);
  expect(({} as {default?: unknown}).default).toBeUndefined();
});
