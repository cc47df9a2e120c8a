import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {Ajv} from 'ajv';
import {readMessage} from '../../runners/src/command/read-message.js';
import {root} from '../root.mjs';

const schema = JSON.parse(readFileSync(join(root, 'packages/runners/schema/hook-message.schema.json'), 'utf8'));
const validate = new Ajv({strict: true, allowUnionTypes: true}).compile(schema);

/** Whether the reader takes it for a message. */
function isRead(message: object): boolean {
  try {
    return readMessage(JSON.stringify(message)) !== undefined;
  } catch {
    return false;
  }
}

const manifest = {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a', labels: {}}, data: {}};
const values = [
  'text',
  ['text'],
  [1],
  true,
  1,
  0,
  null,
  {},
  manifest,
  [manifest],
  [manifest, {}],
  {...manifest, kind: 1},
];
const keys = Object.values<any>(schema.definitions).flatMap(({properties}) => Object.keys(properties));

test('the reader of messages and the committed schema agree about every field', () => {
  const valid: {[kind: string]: object} = {
    log: {log: 'a'},
    warn: {warn: 'a'},
    secrets: {secrets: ['a']},
    status: {status: 'a'},
    healthy: {healthy: true},
    kubectl: {kubectl: ['a']},
    helm: {helm: ['a']},
    exec: {exec: ['a'], pod: 'p'},
    applyManifest: {applyManifest: 'a'},
    rolloutRestart: {rolloutRestart: 'a/b'},
  };
  const kinds = schema.anyOf.map(({$ref}: {$ref: string}) => schema.definitions[$ref.split('/').at(-1)!].required);
  expect(kinds).toEqual(Object.keys(valid).map((kind) => [kind]));
  let taken = 0;
  for (const base of Object.values(valid)) {
    for (const key of [...new Set([...keys, 'other'])]) {
      for (const value of values) {
        const message = {...base, [key]: value};
        // That a pod is named once cannot be said in a type.
        if ('exec' in message && 'pod' in message === 'selector' in message) continue;
        expect([message, isRead(message)]).toEqual([message, validate(message)]);
        taken += Number(isRead(message));
      }
    }
  }
  expect(taken).toBeGreaterThan(50);
});

test('the documents that docs/command-runners.md shows fit their schemas', () => {
  const page = readFileSync(join(root, 'docs/command-runners.md'), 'utf8');
  const shown = [...page.matchAll(/^```text\n(\{[\s\S]*?)^```$/gm)].map(([, text]) => JSON.parse(text!));
  const schemas = ['hook-call', 'hook-answer'].map((name) =>
    JSON.parse(readFileSync(join(root, `packages/runners/schema/${name}.schema.json`), 'utf8')),
  );
  expect(shown).toHaveLength(schemas.length);
  for (const [index, document] of shown.entries()) {
    const fits = new Ajv({strict: true, allowUnionTypes: true}).compile(schemas[index]);
    expect([fits(document), fits.errors]).toEqual([true, null]);
  }
});
