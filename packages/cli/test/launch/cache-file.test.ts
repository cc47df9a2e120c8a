import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {cacheFile} from '../../src/launch/cache-file.js';

let dist: string;
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'kflow-dist-'));
  mkdirSync(join(dist, 'commands/state'), {recursive: true});
  writeFileSync(join(dist, 'commands/plan.cjs'), '');
});
afterAll(() => rmSync(dist, {recursive: true}));

const env = {KFLOW_CACHE_DIR: '/cache'};

test.each([
  [['plan'], 'plan'],
  [['--config', 'x.yaml', 'plan'], 'kflow'],
  [['--no-color', 'plan', 'db-*'], 'plan'],
  [['state', 'show'], 'state'],
  [['__complete', 'pl'], 'complete'],
  [['--help'], 'kflow'],
  [[], 'kflow'],
  [['typo'], 'kflow'],
  [['../plan'], 'kflow'],
])('%j has the file %s', (argv, name) => {
  expect(cacheFile(argv, dist, env)).toBe(`/cache/code/${name}`);
});

describe('the directory', () => {
  test.each([
    [{KFLOW_CACHE_DIR: '/own', XDG_CACHE_HOME: '/xdg'}, '/own/code/plan'],
    [{XDG_CACHE_HOME: '/xdg'}, '/xdg/kflow/code/plan'],
    [{}, join(homedir(), '.cache/kflow/code/plan')],
    [{...env, NODE_DISABLE_COMPILE_CACHE: '1'}, undefined],
    [{...env, NODE_V8_COVERAGE: '/coverage'}, undefined],
  ])('with %j it is that of %s', (env, file) => {
    expect(cacheFile(['plan'], dist, env)).toBe(file);
  });
});
