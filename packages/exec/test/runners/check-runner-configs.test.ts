import {expect, test} from '@jest/globals';
import type {RunnerSpec} from '@kflow/core';
import {checkRunnerConfigs} from '../../src/runners/check/check-runner-configs.js';
import type {RegisteredRunner, RunnerRegistry} from '../../src/runners/registry.js';
import {project} from './sample-project.js';

const at = {file: '/p/kflow.yaml', line: 3, column: 5};

function registry(schemas: {[name: string]: object | undefined}): RunnerRegistry {
  const all = Object.entries(schemas).map(([name, configSchema]): RegisteredRunner => ({
    name,
    file: `/p/${name}.ts`,
    specifier: `./${name}.ts`,
    at,
    hooks: [],
    create: () => ({}),
    ...(configSchema && {configSchema}),
  }));
  return {all: () => all, find: (name) => all.find((runner) => runner.name === name)};
}

const schema = {
  type: 'object',
  properties: {
    database: {type: 'string', pattern: '^[a-z_]+$'},
    port: {type: 'integer', minimum: 1},
    mode: {enum: ['create', 'migrate', 3]},
    tables: {type: 'array', items: {type: 'object', required: ['name'], properties: {'primary key': {type: 'string'}}}},
    size: {oneOf: [{type: 'string'}, {type: 'object', required: ['gigabytes']}]},
    kind: {const: 'postgres'},
    when: {if: {type: 'string'}, then: {minLength: 3}},
  },
  required: ['database'],
  additionalProperties: false,
};

async function problems(config: RunnerSpec['config'], configSchema: object = schema): Promise<string[]> {
  const diagnostics = await checkRunnerConfigs(
    project('/p', [], [{class: 'Db', config}]),
    registry({Db: configSchema}),
  );
  for (const {code, severity, at} of diagnostics) {
    expect([code, severity, at]).toEqual(['KF616', 'error', {file: '/p/db.yaml', line: 10, column: 5}]);
  }
  return diagnostics.map(({message, hint}) => (hint === undefined ? message : `${message}; ${hint}`));
}

test('a config that fits', async () => {
  expect(await problems({database: 'app', port: 5432, tables: [{name: 'a'}], size: {gigabytes: 1}})).toEqual([]);
});

test('every problem is named once, with its path, and without the value', async () => {
  const found = await problems({
    databse: 'app',
    port: 'hunter2',
    mode: 'creat',
    tables: [{name: 'a'}, {'primary key': 3}],
    size: 3,
    kind: 'hunter2',
    when: 'x',
  });
  expect(found).toEqual([
    '`config.database` is missing (runner `Db`)',
    'unknown key `databse` in `config` (runner `Db`); did you mean `database`?',
    '`config.port` has to be a whole number, but is text (runner `Db`)',
    '`config.mode` has to be one of `"create"`, `"migrate"`, `3` (runner `Db`); did you mean `"create"`?',
    '`config.tables[1].name` is missing (runner `Db`)',
    '`config.tables[1]["primary key"]` has to be text, but is a number (runner `Db`)',
    '`config.size` fits none of the forms that it may have (runner `Db`)',
    '`config.kind` has to be `"postgres"` (runner `Db`)',
    '`config.when` must NOT have fewer than 3 characters (runner `Db`)',
  ]);
  expect(found.join()).not.toContain('hunter2');
});

test('a pattern, a limit, and an unknown key that resembles nothing', async () => {
  expect(await problems({database: 'HUNTER2', port: 0, zzzzzz: null})).toEqual([
    'unknown key `zzzzzz` in `config` (runner `Db`); known: `database`, `port`, `mode`, `tables`, `size`, `kind`, `when`',
    '`config.database` does not match the pattern `^[a-z_]+$` (runner `Db`)',
    '`config.port` must be >= 1 (runner `Db`)',
  ]);
});

test('numbers that a double cannot hold are numbers', async () => {
  expect(await problems({database: 'a', port: {$number: '123456789012345678901'}})).toEqual([]);
});

test('draft 2020-12', async () => {
  const modern = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {pair: {prefixItems: [{type: 'string'}, {type: 'integer'}]}},
    unevaluatedProperties: false,
  };
  expect(await problems({pair: ['a', 'b'], other: 1}, modern)).toEqual([
    '`config.pair[1]` has to be a whole number, but is text (runner `Db`)',
    'unknown key `other` in `config` (runner `Db`); known: `pair`',
  ]);
});

test('a schema that is none is reported once, where the module is declared', async () => {
  const steps = [{class: 'Db'}, {class: 'Db'}, {class: 'Free', config: {anything: 1}}, {class: 'Unknown'}];
  const found = await checkRunnerConfigs(project('/p', [], steps), registry({Db: {type: 'strin'}, Free: undefined}));
  expect(found).toMatchObject([{code: 'KF615', at, message: expect.stringContaining('Db in /p/Db.ts')}]);
});
