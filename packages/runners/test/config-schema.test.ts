import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from '@jest/globals';
import {configSchema} from '../src/index.js';

const tsc = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url));
const options = [
  ...['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', '--ignoreConfig'],
  ...['--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
];

function compile(file: string): {code: number | null; output: string} {
  const types = [
    '--types',
    'node',
    '--typeRoots',
    fileURLToPath(new URL('../../../node_modules/@types', import.meta.url)),
  ];
  const {status, stdout} = spawnSync(process.execPath, [tsc, '--pretty', 'false', ...options, ...types, file], {
    encoding: 'utf8',
  });
  return {code: status, output: stdout};
}

test('a schema that agrees with its type compiles, and no other', () => {
  expect(compile(fileURLToPath(new URL('types/config-schema.ts', import.meta.url)))).toEqual({code: 0, output: ''});
});

test('the compiler names the fields in which they differ', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kflow-types-'));
  try {
    const source = fileURLToPath(new URL('../src/index.js', import.meta.url));
    writeFileSync(
      join(dir, 'wrong.mts'),
      `import {configSchema} from '${source}';
interface Config { database: string; port: number; keep?: boolean }
configSchema<Config>()({
  type: 'object',
  properties: {database: {type: 'string'}, port: {type: 'string'}, kept: {type: 'boolean'}},
  required: ['database', 'port'],
});
`,
    );
    const {code, output} = compile(join(dir, 'wrong.mts'));
    expect(code).not.toBe(0);
    expect(output).toMatch(/wrong\.mts\(3,24\).*'the schema and the type differ in': /s);
    const [, named] = /'the schema and the type differ in': ([^;}]*)/.exec(output)!;
    expect(
      named!
        .split('|')
        .map((each) => each.trim())
        .sort(),
    ).toEqual(['"keep"', '"kept"', '"port"']);
  } finally {
    rmSync(dir, {recursive: true});
  }
});

test('the schema is returned as it is', () => {
  const schema = {type: 'object', properties: {a: {type: 'string'}}, required: ['a']} as const;
  expect(configSchema<{a: string}>()(schema)).toBe(schema);
});
