import {chmod, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {openStateStore} from '../../src/state/open-state-store.js';
import type {StateFile} from '../../src/state/state-file.js';
import {fakeClock, temporary} from './temporary.js';

const at = '2031-01-02T03:04:05.006Z';
const web = {name: 'web', phase: 'apps', namespace: 'shop'};
const succeeded = {kind: 'script', outcome: 'succeeded'} as const;
const onDisk = async (dir: string): Promise<StateFile> =>
  JSON.parse(await readFile(join(dir, 'state.json'), 'utf8')) as StateFile;

test('no file is an empty state, and reading makes none', async () => {
  const dir = await temporary();
  const store = openStateStore({dir: join(dir, 'deep', 'state'), clock: fakeClock()});
  expect(store.path).toBe(join(dir, 'deep', 'state', 'state.json'));
  expect(await store.read()).toEqual({version: 2, clusters: {}});
  expect(await store.cluster('prod')).toEqual({resources: {}});
  expect(await readdir(dir)).toEqual([]);
});

test('a record is on disk when its promise resolves, and holds only what is documented', async () => {
  const dir = await temporary();
  const store = openStateStore({dir, clock: fakeClock()});
  const state = {
    kind: 'helm',
    outcome: 'failed',
    release: {name: 'web', namespace: 'shop', values: {password: 'hunter2'}},
    error: 'helm failed',
    stdin: 'hunter2',
  } as const;
  await store.recordStep('prod', {resource: web, step: 'chart', operation: 'apply', state});
  expect(await onDisk(dir)).toEqual({
    version: 2,
    clusters: {
      prod: {
        resources: {
          web: {
            phase: 'apps',
            namespace: 'shop',
            status: 'applying',
            lastOperation: 'apply',
            lastOperationAt: at,
            steps: {
              chart: {
                kind: 'helm',
                outcome: 'failed',
                at,
                release: {name: 'web', namespace: 'shop'},
                error: 'helm failed',
              },
            },
          },
        },
      },
    },
  });
});

test('a resource from applying to destroyed', async () => {
  const dir = await temporary();
  const clock = fakeClock();
  const store = openStateStore({dir, clock});
  const entry = async (): Promise<unknown> => {
    const {steps, ...rest} = (await store.cluster('prod')).resources.web!;
    return {...rest, steps: Object.keys(steps)};
  };
  await store.recordResource('prod', {resource: web, operation: 'apply', status: 'applying'});
  await store.recordStep('prod', {resource: web, step: 'run', operation: 'apply', state: succeeded});
  expect(await entry()).not.toHaveProperty('lastApplied');
  await store.recordResource('prod', {resource: web, operation: 'apply', status: 'applied'});
  expect(await entry()).toMatchObject({status: 'applied', lastApplied: at, steps: ['run']});
  clock.slept = 60_000;
  await store.recordResource('prod', {resource: web, operation: 'restart', status: 'applied'});
  expect(await entry()).toMatchObject({lastOperation: 'restart', lastApplied: at});
  await store.recordResource('prod', {resource: {...web, phase: 'later'}, operation: 'destroy', status: 'destroyed'});
  expect(await entry()).toEqual({
    phase: 'later',
    namespace: 'shop',
    status: 'destroyed',
    lastOperation: 'destroy',
    lastOperationAt: '2031-01-02T03:05:05.006Z',
    lastApplied: at,
    steps: ['run'],
  });
});

test('a step first recorded by destroy leaves `destroying`', async () => {
  const store = openStateStore({dir: await temporary(), clock: fakeClock()});
  await store.recordStep('prod', {resource: web, step: 'run', operation: 'destroy', state: succeeded});
  expect((await store.cluster('prod')).resources.web?.status).toBe('destroying');
});

test('identity and clear touch one section only', async () => {
  const store = openStateStore({dir: await temporary(), clock: fakeClock()});
  await store.recordIdentity('prod', 'uid-1');
  await store.recordResource('staging', {resource: web, operation: 'apply', status: 'applied'});
  expect(await store.clear('prod')).toBe(true);
  expect(await store.clear('prod')).toBe(false);
  expect(Object.keys((await store.read()).clusters)).toEqual(['staging']);
});

test('clear takes out some resources only, when told which', async () => {
  const store = openStateStore({dir: await temporary(), clock: fakeClock()});
  await store.recordIdentity('prod', 'uid-1');
  for (const name of ['web', 'db']) {
    await store.recordResource('prod', {resource: {...web, name}, operation: 'apply', status: 'applied'});
  }
  expect(await store.clear('prod', ['web', 'nothing'])).toBe(true);
  expect(await store.clear('prod', ['web'])).toBe(false);
  expect(await store.clear('staging', ['db'])).toBe(false);
  expect(await store.cluster('prod')).toMatchObject({identity: 'uid-1', resources: {db: {status: 'applied'}}});
  expect(Object.keys((await store.cluster('prod')).resources)).toEqual(['db']);
});

test('names that JavaScript objects have of their own', async () => {
  const dir = await temporary();
  const store = openStateStore({dir, clock: fakeClock()});
  const names = ['__proto__', 'constructor', 'toString'];
  for (const name of names) {
    await store.recordStep(name, {resource: {...web, name}, step: name, operation: 'apply', state: succeeded});
  }
  for (const name of names) {
    const {resources} = await openStateStore({dir, clock: fakeClock()}).cluster(name);
    expect(Object.keys(resources)).toEqual([name]);
    expect(Object.keys(Object.getOwnPropertyDescriptor(resources, name)!.value.steps)).toEqual([name]);
  }
  expect(await store.cluster('valueOf')).toEqual({resources: {}});
});

test('readable by its owner only, also where the file was not before', async () => {
  const dir = join(await temporary(), 'state');
  const store = openStateStore({dir, clock: fakeClock()});
  await store.recordIdentity('prod', 'uid');
  expect([(await stat(dir)).mode & 0o777, (await stat(store.path)).mode & 0o777]).toEqual([0o700, 0o600]);
  await chmod(store.path, 0o644);
  await store.recordIdentity('prod', 'uid');
  expect((await stat(store.path)).mode & 0o777).toBe(0o600);
});

test('a thousand records at once are a few writes', async () => {
  const dir = await temporary();
  const clock = fakeClock();
  const store = openStateStore({dir, clock});
  const seen = new Set<bigint>();
  await Promise.all(
    Array.from({length: 1000}, async (_, index) => {
      const resource = {...web, name: `r${index}`};
      await store.recordStep('prod', {resource, step: 'run', operation: 'apply', state: succeeded});
      seen.add((await stat(store.path, {bigint: true})).ino);
    }),
  );
  expect(Object.keys((await onDisk(dir)).clusters.prod!.resources)).toHaveLength(1000);
  expect(seen.size).toBeLessThanOrEqual(3);
});

test('leftovers of a killed write are removed, other files are not', async () => {
  const dir = await temporary();
  await writeFile(join(dir, '.state.json.abc.tmp'), '{"half');
  await writeFile(join(dir, 'notes.tmp'), 'mine');
  await openStateStore({dir, clock: fakeClock()}).recordIdentity('prod', 'uid');
  expect(await readdir(dir)).toEqual(['notes.tmp', 'state.json']);
});

test('a directory that cannot be written', async () => {
  const dir = await temporary();
  await writeFile(join(dir, 'file'), '');
  const store = openStateStore({dir: join(dir, 'file', 'state'), clock: fakeClock()});
  await expect(store.recordIdentity('prod', 'uid')).rejects.toMatchObject({family: 'external', code: 'KF912'});
  // The store still works once the trouble is over.
  await expect(store.recordIdentity('prod', 'uid')).rejects.toMatchObject({code: 'KF912'});
});

test.each([
  ['', 'it is empty'],
  ['{"version": 2, "clusters"', 'JSON'],
  ['[]', 'it is not a JSON object'],
  ['null', 'it is not a JSON object'],
  ['{"clusters": {}}', 'it has no valid `version`'],
  ['{"version": "2", "clusters": {}}', 'it has no valid `version`'],
  ['{"version": 2}', '`clusters` is not an object'],
  ['{"version": 1, "clusters": {"a": {}}}', '`clusters.a.resources` is not an object'],
  ['{"version": 2, "clusters": {"a": {"resources": {"b": 3}}}}', '`clusters.a.resources.b` is not an object'],
  ['{"version": 2, "clusters": {"a": {"resources": {"b": {"steps": []}}}}}', '`clusters.a.resources.b.steps`'],
])('a corrupt file is an error, stays where it is, and is copied once: %s', async (text, problem) => {
  const dir = await temporary();
  await writeFile(join(dir, 'state.json'), text);
  const store = openStateStore({dir, clock: fakeClock()});
  const copy = join(dir, 'state.json.corrupt-20310102T030405006Z');
  for (const attempt of [() => store.read(), () => store.recordIdentity('prod', 'uid'), () => store.clear('prod')]) {
    const error: unknown = await attempt().catch((reason: unknown) => reason);
    expect(error).toMatchObject({family: 'user', code: 'KF910'});
    expect((error as Error).message).toContain(problem);
    expect((error as {hint: string}).hint).toContain(copy);
  }
  expect(await readFile(store.path, 'utf8')).toBe(text);
  expect(await readFile(copy, 'utf8')).toBe(text);
  expect(await readdir(dir)).toEqual(['state.json', 'state.json.corrupt-20310102T030405006Z']);
});

test('a dry run writes nothing, not even the copy of a corrupt file', async () => {
  const dir = await temporary();
  const store = openStateStore({dir, clock: fakeClock(), readOnly: true});
  await store.recordIdentity('prod', 'uid');
  expect(await store.clear('prod')).toBe(false);
  expect(await readdir(dir)).toEqual([]);
  await writeFile(store.path, 'x');
  await expect(store.read()).rejects.toMatchObject({code: 'KF910'});
  expect(await readdir(dir)).toEqual(['state.json']);
});

test('a file of a newer kflow is refused and left alone', async () => {
  const dir = await temporary();
  const text = '{"version": 3, "sections": []}';
  await writeFile(join(dir, 'state.json'), text);
  const store = openStateStore({dir, clock: fakeClock()});
  await expect(store.read()).rejects.toMatchObject({code: 'KF911', family: 'user'});
  await expect(store.recordIdentity('prod', 'uid')).rejects.toMatchObject({code: 'KF911'});
  expect(await readFile(store.path, 'utf8')).toBe(text);
  expect(await readdir(dir)).toEqual(['state.json']);
});
