import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {carryOver, readSection} from '../../src/state/carry-over.js';
import type {SectionPlace} from '../../src/state/carry-over.js';
import {openStateStore} from '../../src/state/open-state-store.js';
import type {StateStore} from '../../src/state/state-store.js';
import {fakeClock, temporary} from './temporary.js';

const entry = {phase: '__default__', namespace: 'shop', status: 'applied', last_operation: 'apply', steps: {}};
const times = {last_applied: '2026-05-01T10:00:00Z'};
const taken = {
  phase: 'default',
  namespace: 'shop',
  status: 'applied',
  lastOperation: 'apply',
  lastOperationAt: '2026-05-01T10:00:00Z',
  lastApplied: '2026-05-01T10:00:00Z',
  steps: {},
};

/** A state directory with kflow-py's file in it. */
async function kflowPy(clusters: object): Promise<{store: StateStore; dir: string; text: string}> {
  const dir = await temporary();
  const text = `${JSON.stringify({version: 1, clusters}, undefined, 2)}\n`;
  await writeFile(join(dir, 'state.json'), text);
  return {store: openStateStore({dir, clock: fakeClock()}), dir, text};
}

const section = {resources: {web: {...entry, ...times}}};
const one: SectionPlace = {context: 'prod', contexts: {active: 'prod', known: ['prod']}};
const two = {active: 'prod', known: ['dev', 'prod']};

/** A cluster with namespaces; it counts how often it was asked. */
function cluster(...names: string[]): NonNullable<SectionPlace['cluster']> & {asked: number} {
  return {
    asked: 0,
    async resolve(kind) {
      return {group: '', version: 'v1', kind, plural: 'namespaces', namespaced: false};
    },
    async list() {
      this.asked++;
      return names.map((name) => ({apiVersion: 'v1', kind: 'Namespace', metadata: {name}}));
    },
  };
}

test('what the active context of kflow-py did is carried over to its real name; its file stays as a copy', async () => {
  const {store, dir, text} = await kflowPy({default: section});
  const asked = cluster();
  expect(await carryOver(store, {...one, cluster: asked})).toEqual({
    message:
      'carried over what kflow-py recorded: 1 resource of `prod`, which kflow-py kept under `default`, its name for the active context',
    hint: `its own file is kept as ${join(dir, 'state.json.kflow-py')}`,
  });
  expect(await store.read()).toEqual({version: 2, clusters: {prod: {resources: {web: taken}}}});
  expect(await readFile(join(dir, 'state.json.kflow-py'), 'utf8')).toBe(text);
  expect(asked.asked).toBe(0);
  expect(await carryOver(store, one)).toBeUndefined();
});

test('reading shows the same and writes nothing', async () => {
  const {store, dir, text} = await kflowPy({default: section});
  expect(await readSection(store, one)).toEqual({section: {resources: {web: taken}}});
  expect(await readdir(dir)).toEqual(['state.json']);
  expect(await readFile(store.path, 'utf8')).toBe(text);
});

test('a section under a real name keeps it', async () => {
  const {store} = await kflowPy({prod: section});
  expect(await carryOver(store, {context: 'prod', contexts: two})).toMatchObject({
    message: 'carried over what kflow-py recorded: 1 resource of `prod`',
  });
  expect((await store.cluster('prod')).resources).toEqual({web: taken});
});

describe('what stands under `default` stays there', () => {
  const reasons: [string, object, SectionPlace, RegExp][] = [
    ['another context is named', {default: section}, {context: 'dev', contexts: two}, /not the active one/],
    ['several contexts, no cluster asked', {default: section}, {context: 'prod', contexts: two}, /several contexts/],
    [
      'its namespace is not in this cluster',
      {default: section},
      {context: 'prod', contexts: two, cluster: cluster('default', 'other')},
      /web is applied in shop, a namespace that is not there/,
    ],
    [
      'it speaks of nothing but `default`',
      {default: {resources: {web: {...section.resources.web, namespace: 'default'}}}},
      {context: 'prod', contexts: two, cluster: cluster('default')},
      /nothing in it tells/,
    ],
    [
      'a context is really called so',
      {default: section},
      {context: 'prod', contexts: {active: 'prod', known: ['default', 'prod']}},
      /a context of that very name/,
    ],
    ['the context has a record already', {default: section, prod: section}, one, /a record of its own/],
  ];
  test.each(reasons)('%s', async (_, clusters, place, reason) => {
    const {store, dir} = await kflowPy(clusters);
    const note = await carryOver(store, place);
    expect(note?.message).toMatch(reason);
    expect(note?.message).toContain(join(dir, 'state.json.kflow-py'));
    expect(note?.hint).toContain('rename the key');
    expect((await store.read()).clusters['default']?.resources['web']).toMatchObject({phase: 'default'});
    expect((await readSection(store, place)).note?.message).toMatch(reason);
  });
});

test('with several contexts it is carried over when its namespaces are in the cluster, and told once only', async () => {
  const {store} = await kflowPy({default: section});
  const place = {context: 'prod', contexts: two, cluster: cluster('default', 'shop')};
  expect((await readSection(store, place)).section.resources).toEqual({web: taken});
  expect((await carryOver(store, place))?.message).toMatch(/1 resource of `prod`/);
  await store.recordIdentity('prod', 'uid');
  expect(await carryOver(store, place)).toBeUndefined();
});

test('a cluster whose context is called `default` keeps its section', async () => {
  const {store} = await kflowPy({default: section});
  const place = {context: 'default', contexts: {active: 'default', known: ['default']}};
  expect(await carryOver(store, place)).toMatchObject({message: expect.stringMatching(/1 resource of `default`$/)});
  expect((await store.cluster('default')).resources).toEqual({web: taken});
});

test('nothing of kflow-py: nothing is said, nothing is written', async () => {
  const dir = join(await temporary(), 'none');
  await mkdir(dir);
  const store = openStateStore({dir, clock: fakeClock()});
  expect(await carryOver(store, one)).toBeUndefined();
  expect(await readdir(dir)).toEqual([]);
});

test('many at once: one copy, nothing lost', async () => {
  const {store, dir, text} = await kflowPy({default: section, dev: section});
  const stores = Array.from({length: 8}, () => openStateStore({dir, clock: fakeClock()}));
  await Promise.all(
    stores.map((each, index) =>
      index % 2 === 0 ? carryOver(each, one) : each.recordIdentity(`other-${index}`, `uid-${index}`),
    ),
  );
  const {clusters} = await store.read();
  expect(Object.keys(clusters).sort()).toEqual(['dev', 'other-1', 'other-3', 'other-5', 'other-7', 'prod']);
  expect(clusters['prod']).toEqual({resources: {web: taken}});
  expect(await readFile(join(dir, 'state.json.kflow-py'), 'utf8')).toBe(text);
  expect((await readdir(dir)).sort()).toEqual(['state.json', 'state.json.kflow-py']);
});
