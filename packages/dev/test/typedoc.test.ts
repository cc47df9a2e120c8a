import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import {publishedPackages} from '../api/entries.mjs';
import {makeReference} from '../api/typedoc.mjs';
import {root} from '../root.mjs';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kflow-reference-'));
});
afterAll(() => rmSync(dir, {recursive: true, force: true}));

test('the reference is made without a warning, with a page for every entry', async () => {
  const out = join(dir, 'out');
  expect(await makeReference(root, out)).toEqual([]);
  const index = readFileSync(join(out, 'index.html'), 'utf8');
  const entries = publishedPackages(root).flatMap((each) => each.entries);
  expect(entries.length).toBeGreaterThan(6);
  for (const {path} of entries) expect(index).toContain(`>${path}<`);
  expect(existsSync(join(out, 'functions/_kflow_exec.execute.html'))).toBe(true);
  expect(existsSync(join(out, 'classes/_kflow_exec.Emitter.html'))).toBe(false);
}, 180_000);

test('a name without a docstring, a link that leads nowhere and a type that is not exported are told of', async () => {
  const copy = join(dir, 'copy');
  mkdirSync(join(copy, 'packages/one/src'), {recursive: true});
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  const exports = {'.': {types: './dist/index.d.ts', default: './dist/index.js'}};
  writeFileSync(
    join(copy, 'packages/one/package.json'),
    JSON.stringify({name: 'one', version: '1.0.0', type: 'module', exports}),
  );
  writeFileSync(
    join(copy, 'packages/one/src/index.ts'),
    `interface Hidden { a: string }
/** See {@link nowhere}. */
export function documented(hidden: Hidden): string { return hidden.a }
export function bare(): void {}
`,
  );
  const problems = (await makeReference(copy, join(dir, 'bad'))).join('\n');
  expect(problems).toMatch(/bare.*does not have any documentation/);
  expect(problems).toMatch(/nowhere/);
  expect(problems).toMatch(/Hidden.*not included in the documentation/);
}, 180_000);
