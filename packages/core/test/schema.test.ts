import {readFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import {Ajv} from 'ajv';
// @ts-expect-error a script without types
import {format, makeSchema} from '../generate.mjs';
import {codes, stepKindNames} from '../src/index.js';
import {graphCodes} from '../src/graph/codes.js';

const committed = (name: string) => readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), 'utf8');

describe.each(['config', 'resource', 'plugin'])('%s.schema.json', (name) => {
  test('is what generate.mjs makes of the file types', async () => {
    expect(committed(name)).toBe(format(await makeSchema(name)));
  });

  test('is a valid draft-07 schema', () => {
    const schema: object = JSON.parse(committed(name));
    expect(new Ajv({allowUnionTypes: true}).validateSchema(schema)).toBe(true);
    expect(schema).toMatchObject({$schema: 'http://json-schema.org/draft-07/schema#'});
  });

  test('describes every key', () => {
    const bare: string[] = [];
    const schema = JSON.parse(committed(name));
    for (const [type, {properties = {}}] of Object.entries<{properties?: object}>({
      [name]: schema,
      ...schema.definitions,
    })) {
      for (const [key, value] of Object.entries<{description?: string}>(properties as {[key: string]: object})) {
        if (!value.description) bare.push(`${type}.${key}`);
      }
    }
    expect(bare).toEqual([]);
  });
});

test('every step kind is in the schema', () => {
  const {definitions} = JSON.parse(committed('resource'));
  expect(Object.keys(definitions.StepFile.properties)).toEqual(expect.arrayContaining(stepKindNames));
});

test('no code stands for two things', () => {
  const both = [...Object.keys(codes), ...Object.keys(graphCodes)];
  expect(new Set(both).size).toBe(both.length);
  expect(both.filter((code) => !/^KF[1-6]\d\d$/.test(code))).toEqual([]);
});
