import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {Ajv} from 'ajv';
import {makeSchemas} from '../json-schemas.mjs';
import {root} from '../root.mjs';

const made = makeSchemas();

test.each(Object.keys(made))('%s is up to date: `npm run schemas` makes it anew', (path) => {
  expect(existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8')).toBe(made[path]);
});

test.each(Object.keys(made))('%s is a schema that lets nothing through that is not in the types', (path) => {
  const schema = JSON.parse(made[path]!);
  new Ajv({strict: true, allowUnionTypes: true}).compile(schema);
  const objects = [schema, ...Object.values<any>(schema.definitions ?? {})].filter(({type}) => type === 'object');
  // A runner's own schema may be any object.
  expect(objects.filter(({additionalProperties}) => additionalProperties === undefined)).toEqual([]);
});
