import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {Ajv} from 'ajv';
import {development, read, set} from '../reference/environment-variables.mjs';
import {folder, makePages} from '../reference/generate.mjs';
import {exampleEvents} from '../reference/pages/json-output.mjs';
import {json} from '../reference/sources.mjs';
import {root} from '../root.mjs';

const made = await makePages();

test.each(Object.keys(made))('docs/reference/%s is up to date: `npm run docs` writes it anew', (path) => {
  expect(readFileSync(join(folder, path), 'utf8')).toBe(made[path]);
});

test('there is no page that nothing makes', () => {
  const pages = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((path) => path.endsWith('.md'));
  expect(pages.sort()).toEqual(Object.keys(made).sort());
});

test('the examples of events are what a run prints, one of each type', () => {
  const schema = json('packages/exec/schema/event.schema.json');
  const validate = new Ajv({strict: true, allowUnionTypes: true}).compile(schema);
  for (const event of exampleEvents) expect([event, validate(event), validate.errors]).toEqual([event, true, null]);
  const types = schema.anyOf.map(({$ref}: {$ref: string}) => {
    const {enum: values, const: value} = schema.definitions[$ref.replace('#/definitions/', '')].properties.type;
    return value ?? values[0];
  });
  expect(exampleEvents.map(({type}) => type)).toEqual(types);
});

test('every environment variable in the sources is in the table', () => {
  const known = new Set([...read, ...set, ...development].flatMap(([names]) => names!.split(', ')));
  const texts = ['core', 'exec', 'cli', 'runners', 'sandbox'].flatMap((name) =>
    readdirSync(join(root, 'packages', name, 'src'), {recursive: true, encoding: 'utf8'})
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(root, 'packages', name, 'src', path), 'utf8')),
  );
  const used = texts.flatMap((text) => [
    ...text.matchAll(/\benv(?:ironment)?\??(?:\.|\[')([A-Z][A-Z0-9_]+)/g),
    ...text.matchAll(/\benv: '([A-Z][A-Z0-9_]+)'/g),
    ...text.matchAll(/^ +(KFLOW_[A-Z]+):/gm),
  ]);
  const names = [...new Set(used.map(([, name]) => name!))];
  // What the sandbox tells its own processes.
  expect(names.filter((name) => !known.has(name) && !name.startsWith('KFLOW_SANDBOX_'))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['KFLOW_CONFIG', 'KFLOW_CONTEXT', 'KFLOW_RESOURCE', 'NO_COLOR']));
});
