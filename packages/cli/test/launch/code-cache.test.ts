import {chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {Script} from 'node:vm';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {CodeCache} from '../../src/launch/code-cache.js';

let directory: string;
/** Without its ending. */
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kflow-code-'));
  path = join(directory, 'deep/code/plan');
});
afterEach(() => rmSync(directory, {recursive: true, force: true}));

const script = new Script('(function () { return 1; })');

/** Keeps the code of a file in one run. */
function keep(chunk = 'main.cjs', bundle = 'one', wentWell = true): void {
  const cache = CodeCache.open(path, bundle)!;
  cache.keep(chunk, script);
  cache.save(wentWell);
}

const known = (chunk = 'main.cjs', bundle = 'one') => CodeCache.open(path, bundle)!.of(chunk);

/** The files that are kept. */
const files = () => readdirSync(dirname(path)).map((name) => join(dirname(path), name));

test('what was kept is there in the next run, and V8 takes it', () => {
  expect(known()).toBeUndefined();
  keep();
  const cachedData = known()!;
  expect(new Script('(function () { return 1; })', {cachedData}).cachedDataRejected).toBe(false);
});

test('a later run adds to it', () => {
  keep();
  keep('chunks/chunk.cjs');
  expect(known()).toBeDefined();
  expect(known('chunks/chunk.cjs')).toBeDefined();
});

test('nothing is written where nothing is new', () => {
  CodeCache.open(path, 'one')!.save(true);
  expect(readdirSync(directory)).toEqual([]);
  keep();
  const [file = ''] = files();
  const before = statSync(file).ino;
  CodeCache.open(path, 'one')!.save(true);
  expect(statSync(file).ino).toBe(before);
});

test('a run that went well has its say once, after any number that did not', () => {
  const written = () => statSync(files()[0]!).ino;
  keep('main.cjs', 'one', false);
  const failed = written();
  keep('main.cjs', 'one', false);
  expect(written()).toBe(failed);
  keep();
  const well = written();
  expect(well).not.toBe(failed);
  keep();
  keep('main.cjs', 'one', false);
  expect(written()).toBe(well);
});

test('bundles have nothing to do with each other, and take turns', () => {
  keep();
  keep('chunks/chunk.cjs', 'two');
  expect(known('chunks/chunk.cjs', 'two')).toBeDefined();
  expect(known('main.cjs', 'two')).toBeUndefined();
  expect(known()).toBeDefined();
});

test('what was made of another bundle is not used, whatever its file is called', () => {
  keep();
  const [one = ''] = files();
  keep('main.cjs', 'two');
  const two = files().find((file) => file !== one)!;
  writeFileSync(two, readFileSync(one));
  expect(known('main.cjs', 'two')).toBeUndefined();
});

test('few of a command stay', () => {
  keep();
  files().forEach((file) => utimesSync(file, 1, 1));
  writeFileSync(`${path}ner`, 'of another command');
  for (const bundle of ['two', 'three', 'four']) keep('main.cjs', bundle);
  expect(known()).toBeDefined();
  keep('main.cjs', 'five');
  expect(known()).toBeUndefined();
  expect(known('main.cjs', 'two')).toBeDefined();
  expect(files()).toHaveLength(5);
});

test.each([
  ['is cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ['is empty', () => Buffer.alloc(0)],
  ['is all zeros', (bytes: Buffer) => Buffer.alloc(bytes.length)],
  ['has a wrong bit', (bytes: Buffer) => (bytes.writeUInt8(bytes.readUInt8(100) ^ 4, 100), bytes)],
])('one that %s is not used, and written anew', (_, damage) => {
  keep();
  const [file = ''] = files();
  writeFileSync(file, damage(readFileSync(file)));
  expect(known()).toBeUndefined();
  keep();
  expect(known()).toBeDefined();
});

test('only its user may read it, and no draft stays', () => {
  keep();
  expect(readdirSync(dirname(path))).toEqual([expect.stringMatching(/^plan\.[0-9a-f]{8}$/)]);
  expect(statSync(files()[0]!).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
});

test("somebody else's is not used", () => {
  keep();
  const real = process.geteuid;
  process.geteuid = () => 4711;
  try {
    expect(known()).toBeUndefined();
  } finally {
    process.geteuid = real;
  }
});

test('where it cannot be written, it is not', () => {
  writeFileSync(join(directory, 'deep'), 'a file');
  expect(() => keep()).not.toThrow();
  expect(known()).toBeUndefined();
  rmSync(join(directory, 'deep'));
  keep();
  // Read-only, but for root.
  chmodSync(dirname(path), 0o500);
  expect(() => keep('chunks/chunk.cjs')).not.toThrow();
  expect(known()).toBeDefined();
});

test('without a file nothing is kept', () => {
  expect(CodeCache.open(undefined, 'one')).toBeUndefined();
});
