import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {ChunkLoader} from '../../src/launch/chunk-loader.js';
import {CodeCache} from '../../src/launch/code-cache.js';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'kflow-chunks-'))));
afterEach(() => rmSync(directory, {recursive: true, force: true}));

function write(files: {[path: string]: string}): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), {recursive: true});
    writeFileSync(join(directory, path), text);
  }
}

function loader(bundle?: string): ChunkLoader {
  return new ChunkLoader(directory, (request) => ({of: request}), bundle === undefined ? undefined : cache(bundle));
}

function cache(bundle: string): CodeCache {
  return CodeCache.open(join(directory, 'cache'), bundle)!;
}

const load = (path: string, by = loader()): any => by.load(join(directory, path));

test('files require each other, once, and Node for the rest', () => {
  write({
    'main.cjs': 'exports.a = require("./chunks/a.cjs"); exports.same = exports.a === require("./chunks/a.cjs");',
    'chunks/a.cjs':
      'exports.up = require("../b.cjs").b; exports.fs = require("node:fs").of; exports.at = [__filename, __dirname];',
    'b.cjs': 'module.exports = {b: 1};',
  });
  expect(load('main.cjs')).toEqual({
    a: {up: 1, fs: 'node:fs', at: [join(directory, 'chunks/a.cjs'), join(directory, 'chunks')]},
    same: true,
  });
});

test('two may require each other', () => {
  write({
    'a.cjs': 'exports.a = () => 1; exports.sum = () => require("./b.cjs").b() + 1;',
    'b.cjs': 'const a = require("./a.cjs"); exports.b = () => a.a() + 1;',
  });
  expect(load('a.cjs').sum()).toBe(3);
});

test('one that fails to load fails again, and is not taken for what it had exported by then', () => {
  write({'a.cjs': 'exports.half = 1; throw new Error("no good");'});
  const chunks = loader();
  for (let time = 0; time < 2; time++) expect(() => load('a.cjs', chunks)).toThrow('no good');
});

test('an error tells the file, the line and the column', () => {
  write({'a.cjs': 'exports.fail = () => {\n  null.x; };', 'b.cjs': 'exports.fail = () => { null.x; };'});
  expect(() => load('a.cjs').fail()).toThrow(
    expect.objectContaining({stack: expect.stringContaining(`${join(directory, 'a.cjs')}:2:8`)}),
  );
  expect(() => load('b.cjs').fail()).toThrow(
    expect.objectContaining({stack: expect.stringContaining(`${join(directory, 'b.cjs')}:1:29`)}),
  );
});

test('what V8 made of a file is kept, and used until the bundle is another', () => {
  write({'a.cjs': 'exports.answer = () => 42;'});
  const first = cache('one');
  expect(load('a.cjs', new ChunkLoader(directory, String, first)).answer()).toBe(42);
  first.save(true);
  const second = cache('one');
  expect(second.of('a.cjs')).toBeDefined();
  expect(load('a.cjs', new ChunkLoader(directory, String, second)).answer()).toBe(42);
  expect(load('a.cjs', loader('two')).answer()).toBe(42);
});

test('what V8 does not take is compiled again', () => {
  write({'a.cjs': 'exports.answer = () => 42;'});
  const first = cache('one');
  load('a.cjs', new ChunkLoader(directory, String, first));
  first.save(true);
  // As long as before or not is all that V8 asks of a source.
  write({'a.cjs': 'exports.answer = () => 1234567;'});
  const second = cache('one');
  expect(load('a.cjs', new ChunkLoader(directory, String, second)).answer()).toBe(1234567);
  second.save(true);
  expect(load('a.cjs', loader('one')).answer()).toBe(1234567);
});
