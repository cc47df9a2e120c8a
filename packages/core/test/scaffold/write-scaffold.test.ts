import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {existingFiles, writeScaffold} from '../../src/node.js';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'kflow-scaffold-'))));
afterEach(() => rmSync(dir, {recursive: true, force: true}));

const files = (...paths: string[]) => ({files: paths.map((path) => ({path: join(dir, path), text: path}))});

test('files are written with the directories that they need', () => {
  writeScaffold(files('new/kflow.yaml', 'new/a/b/c.yaml'));
  expect(readFileSync(join(dir, 'new/a/b/c.yaml'), 'utf8')).toBe('new/a/b/c.yaml');
  expect(existingFiles(files('new/kflow.yaml', 'new/a', 'other.yaml'))).toEqual([
    join(dir, 'new/kflow.yaml'),
    join(dir, 'new/a'),
  ]);
});

test('a file that is there stays as it is, and nothing else is left behind', () => {
  mkdirSync(join(dir, 'kept'));
  writeFileSync(join(dir, 'kept/b.yaml'), 'mine');
  expect(() => writeScaffold(files('new/deep/a.yaml', 'kept/x.yaml', 'kept/b.yaml', 'kept/c.yaml'))).toThrow(/EEXIST/);
  expect(readFileSync(join(dir, 'kept/b.yaml'), 'utf8')).toBe('mine');
  expect(readdirSync(join(dir, 'kept'))).toEqual(['b.yaml']);
  expect(existsSync(join(dir, 'new'))).toBe(false);
});

test('a directory that cannot be made: nothing is left behind', () => {
  writeFileSync(join(dir, 'file'), '');
  expect(() => writeScaffold(files('a.yaml', 'file/b.yaml'))).toThrow();
  expect(readdirSync(dir)).toEqual(['file']);
});
