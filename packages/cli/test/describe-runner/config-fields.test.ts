import {expect, test} from '@jest/globals';
import {parse} from 'yaml';
import {configFields} from '../../src/describe-runner/config-fields.js';
import {exampleBlock} from '../../src/describe-runner/example-block.js';

const schema = {
  type: 'object',
  definitions: {size: {type: 'string', description: 'A quantity.', examples: ['1Gi']}},
  properties: {
    database: {type: 'string', description: 'Which one.', examples: ['app']},
    port: {type: 'integer', minimum: 1024, default: 5432},
    mode: {enum: ['create', 'migrate', 3]},
    kind: {const: 'postgres'},
    password: {type: 'string', writeOnly: true},
    key: {type: ['string', 'null'], format: 'password'},
    size: {$ref: '#/definitions/size', default: '2Gi'},
    limits: {type: 'object', properties: {cpu: {anyOf: [{type: 'string'}, {type: 'number'}]}}, required: ['cpu']},
    tables: {
      type: 'array',
      items: {type: 'object', properties: {name: {type: 'string'}, rows: {type: 'integer'}}, required: ['name']},
    },
    tags: {type: 'array', items: {type: 'string'}},
    labels: {type: 'object', additionalProperties: {type: 'string', description: 'A label.'}},
    any: {},
    verbose: {type: 'boolean'},
    self: {$ref: '#'},
  },
  allOf: [{properties: {more: {type: 'number'}}, required: ['more']}],
  required: ['database', 'limits', 'tables', 'kind', 'labels'],
};

test('every field, with those inside of it', () => {
  const fields = configFields(schema).filter(({path}) => !path.startsWith('self.'));
  expect(
    fields.map(({path, type, required, default: fallback, description, secret}) =>
      [path, type, required ? 'required' : '', fallback ?? '', description ?? '', secret ? 'secret' : ''].join('|'),
    ),
  ).toEqual([
    'database|text|required||Which one.|',
    'port|whole number||5432||',
    'mode|"create" or "migrate" or 3||||',
    'kind|"postgres"|required|||',
    'password|text||||secret',
    'key|text or empty||||secret',
    'size|text||2Gi|A quantity.|',
    'limits|map|required|||',
    'limits.cpu|text or number|required|||',
    'tables|list of map|required|||',
    'tables[].name|text|required|||',
    'tables[].rows|whole number||||',
    'tags|list of text||||',
    'labels|map|required|||',
    'labels.*|text|||A label.|',
    'any|anything||||',
    'verbose|true or false||||',
    'self|map||||',
    'more|number|required|||',
  ]);
});

test('a schema that refers to itself ends', () => {
  expect(Math.max(...configFields(schema).map(({path}) => path.split('.').length))).toBe(6);
});

test.each([
  [{}],
  [{type: 'object'}],
  [{properties: null, required: 'a', allOf: 3}],
  [{properties: {a: true, b: 3, c: {$ref: '#/nowhere/at/all'}, d: {items: [], type: 'array'}}}],
])('%j is no schema to tell much of, and no crash', (odd) => {
  expect(configFields(odd).every(({type}) => typeof type === 'string')).toBe(true);
  expect(exampleOf(odd)).toContain('class: A');
});

function exampleOf(configSchema: object): string {
  const runner = {
    name: 'PostgresRunner',
    file: '/a.ts',
    specifier: './a.ts',
    hooks: [],
    create: () => ({}),
    configSchema,
  };
  return exampleBlock(runner, {class: 'A', file: '../runners/a.ts'});
}

test('the example: what is required filled in, the rest as comments; YAML with and without them', () => {
  const text = exampleOf(schema);
  expect(parse(text)).toEqual({
    steps: [
      {
        name: 'postgres',
        runner: {
          class: 'A',
          file: '../runners/a.ts',
          config: {
            database: 'app',
            kind: 'postgres',
            limits: {cpu: '<cpu>'},
            tables: [{name: '<name>'}],
            labels: {},
            more: 1,
          },
        },
      },
    ],
  });
  const all = parse(text.replace(/^( +)# /gm, '$1'));
  expect(all.steps[0].runner.config).toMatchObject({
    port: 5432,
    size: '2Gi',
    mode: 'create',
    verbose: false,
    tags: ['<tags>'],
  });
});
