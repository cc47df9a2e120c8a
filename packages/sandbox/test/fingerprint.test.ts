import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {fingerprint} from '../src/build/fingerprint.js';
import {scratch} from './harness/standins.js';

async function module(files: {[path: string]: string}): Promise<string> {
  const dir = await scratch();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(dir, path, '..'), {recursive: true});
    await writeFile(join(dir, path), text);
  }
  return dir;
}

const FILES = {'go.mod': 'module x\n', 'go.sum': 'a\n', 'main.go': 'package main\n', 'tools/main.go': 'package main\n'};

test('the same content gives the same name wherever it lies', async () => {
  const first = await fingerprint(await module(FILES), ['-s']);
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(await fingerprint(await module(FILES), ['-s'])).toBe(first);
  expect(await fingerprint(await module({...FILES, 'README.md': 'no source'}), ['-s'])).toBe(first);
  expect(await fingerprint(await module({...FILES, 'main.go': 'package main\r\n'}), ['-s'])).toBe(first);
});

test('every source, go.mod, go.sum and the flags count', async () => {
  const names = new Set([await fingerprint(await module(FILES), ['-s']), await fingerprint(await module(FILES), [])]);
  for (const path of Object.keys(FILES))
    names.add(await fingerprint(await module({...FILES, [path]: 'changed'}), ['-s']));
  names.add(await fingerprint(await module({...FILES, 'more.go': ''}), ['-s']));
  expect(names.size).toBe(7);
});
