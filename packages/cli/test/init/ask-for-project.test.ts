import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {nameFrom, readName, readNamespace, readPhases} from '../../src/init/answers.js';
import {askForProject} from '../../src/init/ask-for-project.js';
import type {InitRequest} from '../../src/init/init-request.js';
import {typing} from './terminal-double.js';

let dir: string;
let config: string;
beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'kflow-init-')), '2. My Shop!');
  mkdirSync(dir);
  config = join(dir, 'kflow.yaml');
});
afterEach(() => rmSync(join(dir, '..'), {recursive: true, force: true}));

async function answers(given: Partial<InitRequest>, ...lines: string[]): Promise<InitRequest> {
  const {prompter} = typing(lines);
  try {
    return await askForProject({config, ...given}, prompter);
  } finally {
    prompter.close();
  }
}

describe('the questions', () => {
  test('Enter, all the way', async () => {
    expect(await answers({}, '', '', '', '')).toEqual({config, name: 'my-shop', namespace: 'default'});
  });

  test('an example with everything said', async () => {
    expect(await answers({}, 'example', 'web', 'shop', 'one two,three')).toEqual({
      config,
      name: 'web',
      namespace: 'shop',
      phases: ['one', 'two', 'three'],
    });
  });

  test('a directory of manifests: the one that is there is the default', async () => {
    mkdirSync(join(dir, 'k8s'));
    expect(await answers({}, '', '', 'shop')).toEqual({config, from: join(dir, 'k8s'), namespace: 'shop'});
    expect(await answers({}, '2', join(dir, 'nowhere'), dir, '')).toEqual({config, from: dir, namespace: 'default'});
  });

  test('a chart; a bare name needs a repository', async () => {
    expect(await answers({}, '3', './web', 'web', '', '')).toMatchObject({chart: './web', name: 'web'});
    expect(await answers({}, '3', '', 'nginx', 'example.com', 'https://example.com', 'web', '', '')).toMatchObject({
      chart: 'nginx',
      repo: 'https://example.com',
    });
  });

  test('what the flags say is not asked', async () => {
    expect(await answers({from: dir})).toEqual({config, from: dir});
    expect(await answers({name: 'web', namespace: 'shop', phases: ['a']})).toMatchObject({name: 'web'});
    expect(await answers({chart: 'oci://x/y', name: 'web'}, 'shop', '')).toMatchObject({namespace: 'shop'});
  });
});

test.each([
  ['My Shop', 'my-shop'],
  ['2024-web', 'web'],
  ['...', 'web'],
  ['x'.repeat(80), 'x'.repeat(63)],
])('a name from the directory %j', (directory, name) => {
  expect(nameFrom(directory)).toBe(name);
  expect(readName(name)).toEqual({value: name});
});

test('bad answers say what is right', () => {
  expect(readName('1a')).toHaveProperty('problem');
  expect(readName('a'.repeat(64))).toHaveProperty('problem');
  expect(readNamespace('1a')).toEqual({value: '1a'});
  expect(readNamespace('A')).toHaveProperty('problem');
  expect(readPhases(' , ')).toEqual({problem: 'name at least one phase'});
  expect(readPhases('a b a')).toEqual({problem: '`a` stands twice'});
  expect(readPhases('a/b')).toHaveProperty('problem');
});
