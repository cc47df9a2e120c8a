import {createHash} from 'node:crypto';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import type {Resource, Step} from '@kflow/core';
import {drift as driftOf} from '../../src/state/drift.js';
import {hashFile} from '../../src/state/manifest-hash.js';
import type {ResourceState} from '../../src/state/state-file.js';
import {temporary} from './temporary.js';

const drift = (now: Resource, applied: ResourceState | undefined): Promise<string[]> =>
  driftOf(now, applied, (path) => hashFile(path).catch(() => undefined));

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

function resource(steps: {[name: string]: string[]}): Resource {
  return {
    steps: Object.entries(steps).map(
      ([name, locations]) =>
        ({
          name,
          spec: {
            kind: 'manifests',
            sources: locations.map((location) => ({
              type: location.startsWith('http') ? 'url' : 'file',
              location,
              declared: location,
            })),
          },
        }) as unknown as Step,
    ),
  } as Resource;
}

function state(
  steps: {[name: string]: {[path: string]: string}},
  status: ResourceState['status'] = 'applied',
): ResourceState {
  const kept = Object.entries(steps).map(([name, manifests]) => [name, {kind: 'manifests', manifests}]);
  return {status, steps: Object.fromEntries(kept)} as ResourceState;
}

test('the hash is the SHA-256 of the bytes', async () => {
  const path = join(await temporary(), 'a.yaml');
  await writeFile(path, 'abc');
  expect(await hashFile(path)).toBe('sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  await expect(hashFile(join(path, 'no'))).rejects.toThrow();
});

test('changed, added, gone and removed files drift, in order; the same ones and URLs do not', async () => {
  const dir = await temporary();
  const file = (name: string): string => join(dir, name);
  for (const name of ['same', 'changed', 'added', 'gone']) await writeFile(file(name), name);
  const applied = state({
    m: {
      [file('same')]: `sha256:${sha('same')}`,
      [file('changed')]: `sha256:${sha('before')}`,
      [file('gone')]: `sha256:${sha('gone')}`,
      [file('z-removed')]: `sha256:${sha('x')}`,
      [file('a-removed')]: `sha256:${sha('x')}`,
    },
  });
  await rm(file('gone'));
  const now = resource({m: [file('gone'), file('same'), 'https://example.com/a.yaml', file('changed'), file('added')]});
  expect(await drift(now, applied)).toEqual(['gone', 'changed', 'added', 'a-removed', 'z-removed'].map(file));
});

test('the short hashes of kflow-py', async () => {
  const path = join(await temporary(), 'a.yaml');
  await writeFile(path, 'abc');
  const now = resource({m: [path]});
  expect(await drift(now, state({m: {[path]: 'sha256-16:ba7816bf8f01cfea'}}))).toEqual([]);
  expect(await drift(now, state({m: {[path]: 'sha256-16:ba7816bf8f01cfeb'}}))).toEqual([path]);
  expect(await drift(now, state({m: {[path]: 'sha256-16:'}}))).toEqual([path]);
});

test('a renamed step does not drift; what was never applied or is destroyed has no drift', async () => {
  const path = join(await temporary(), 'a.yaml');
  await writeFile(path, 'abc');
  const kept = {m: {[path]: `sha256:${sha('abc')}`}};
  expect(await drift(resource({renamed: [path]}), state(kept))).toEqual([]);
  expect(await drift(resource({m: [path]}), undefined)).toEqual([]);
  expect(await drift(resource({}), state(kept, 'destroyed'))).toEqual([]);
});
