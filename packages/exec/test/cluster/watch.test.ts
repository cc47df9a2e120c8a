import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {ApiReader} from '../../src/cluster/read/api-reader.js';
import {SocketTransport} from '../../src/cluster/transport/socket-transport.js';
import type {ApiResource, Observation} from '../../src/ports/cluster-reader.js';
import {FakeApi, listOf, status, watchEvent, type HeldRequest} from './fake-api.js';
import {HeldClock} from './held-clock.js';

const resource: ApiResource = {group: '', version: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true};
const query = {resource, namespace: 'shop'};

let api: FakeApi;
let clock: HeldClock;
let reader: ApiReader;
beforeEach(async () => {
  api = await FakeApi.start();
  clock = new HeldClock();
  reader = new ApiReader(new SocketTransport({socket: async () => api.socket, clock, context: 'test'}), clock);
});
afterEach(async () => {
  await reader.close();
  await api.stop();
});

const names = (observation: Observation): string[] => observation.objects().map(({metadata}) => metadata.name);

/** Resolves when the observation shows these names. */
function shows(observation: Observation, expected: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (names(observation).join() !== expected.join()) return;
      off();
      resolve();
    };
    const off = observation.onChange(check);
    check();
  });
}

/** Observes, answers the list, and hands over the watch that follows. */
async function watching(): Promise<{observation: Observation; watch: HeldRequest}> {
  const observation = reader.observe(query);
  const list = await api.next();
  expect([list.path, list.query.get('resourceVersion')]).toEqual(['/api/v1/namespaces/shop/configmaps', null]);
  list.answer(listOf('10', ['a']));
  await observation.listed;
  return {observation, watch: await api.next()};
}

/** The next request, with the delays that the client may take before it skipped. */
async function nextAfterDelay(): Promise<HeldRequest> {
  const next = api.next();
  let arrived = false;
  void next.then(() => (arrived = true));
  while (!arrived) await clock.advance(10);
  return next;
}

test('a list, then a watch from its version on, with bookmarks', async () => {
  const {observation, watch} = await watching();
  expect(watch.query.get('resourceVersion')).toBe('10');
  expect(watch.query.get('allowWatchBookmarks')).toBe('true');
  expect(observation.objects()[0]).toMatchObject({apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'a'}});
  watch.send(watchEvent('ADDED', 'b', '11'));
  await shows(observation, ['a', 'b']);
  watch.send(watchEvent('MODIFIED', 'b', '12', {data: {key: 'value'}}));
  watch.send(watchEvent('DELETED', 'a', '13'));
  await shows(observation, ['b']);
  expect(observation.objects()[0]!['data']).toEqual({key: 'value'});
});

test('characters that are cut in two by the network arrive whole', async () => {
  const {observation, watch} = await watching();
  const bytes = Buffer.from(`${JSON.stringify(watchEvent('ADDED', 'b', '11', {data: {key: 'Grüße 🚀'}}))}\n`);
  for (const byte of bytes) {
    watch.send(Uint8Array.of(byte));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await shows(observation, ['a', 'b']);
  expect(observation.objects()[1]!['data']).toEqual({key: 'Grüße 🚀'});
});

test('a watch that the server ends goes on where it stopped, a bookmark being further', async () => {
  const {observation, watch} = await watching();
  watch.send(watchEvent('ADDED', 'b', '11'));
  watch.send({type: 'BOOKMARK', object: {kind: 'ConfigMap', apiVersion: 'v1', metadata: {resourceVersion: '40'}}});
  watch.end();
  const again = await api.next();
  expect(again.query.get('watch')).toBe('true');
  expect(again.query.get('resourceVersion')).toBe('40');
  expect(names(observation)).toEqual(['a', 'b']);
});

test('a connection that is cut, even in the middle of an event, is taken up again and loses nothing', async () => {
  const {observation, watch} = await watching();
  watch.send(watchEvent('ADDED', 'b', '11'));
  await shows(observation, ['a', 'b']);
  watch.send(Buffer.from('{"type":"DELETED","object":{"metadata":{"na'));
  watch.cut();
  const again = await nextAfterDelay();
  expect(again.query.get('resourceVersion')).toBe('11');
  expect(observation.trouble?.()).toMatchObject({status: 0});
  again.send(watchEvent('DELETED', 'a', '12'));
  await shows(observation, ['b']);
  expect(observation.trouble?.()).toBeUndefined();
});

test.each([
  [
    'an ERROR event',
    (watch: HeldRequest) => watch.send({type: 'ERROR', object: status(410, 'Expired', 'too old resource version')}),
  ],
  ['an answer', (watch: HeldRequest) => watch.answer(status(410, 'Expired', 'too old resource version'), 410)],
])('a version that is too old, told by %s, means a new list', async (_how, tell) => {
  const {observation, watch} = await watching();
  tell(watch);
  const list = await api.next();
  expect(list.query.get('watch')).toBeNull();
  list.answer(listOf('90', ['c']));
  await shows(observation, ['c']);
  expect((await api.next()).query.get('resourceVersion')).toBe('90');
});

test('a server that says so again and again is not asked without a pause', async () => {
  const {observation, watch} = await watching();
  watch.answer(status(410, 'Expired', 'too old'), 410);
  (await api.next()).answer(listOf('90', ['c']));
  await shows(observation, ['c']);
  const seen = new Promise<void>((resolve) => observation.onChange(resolve));
  (await api.next()).answer(status(410, 'Expired', 'too old'), 410);
  await seen;
  expect(api.waiting).toEqual([]);
  expect(observation.trouble?.()).toMatchObject({status: 410});
  (await nextAfterDelay()).answer(listOf('91', ['d']));
  await shows(observation, ['d']);
});

test('trouble inside the server is waited out', async () => {
  const {observation, watch} = await watching();
  watch.answer(status(503, 'ServiceUnavailable', 'etcd is moving'), 503);
  const again = await nextAfterDelay();
  expect(again.query.get('resourceVersion')).toBe('10');
  expect(observation.trouble?.()).toMatchObject({status: 503, message: 'etcd is moving'});
});

test('a kind that is no longer served has no objects', async () => {
  const {observation, watch} = await watching();
  watch.answer('404 page not found\n', 404);
  await shows(observation, []);
});

test('a first list that is refused is told to who asked, and the next one is asked anew', async () => {
  const observation = reader.observe(query);
  (await api.next()).answer(status(403, 'Forbidden', 'configmaps is forbidden: User "x" cannot list'), 403);
  await expect(observation.listed).rejects.toMatchObject({
    code: 'KF803',
    failure: {status: 403},
    message: expect.stringContaining('User "x"'),
  });
  const other = reader.observe(query);
  (await api.next()).answer(listOf('10', ['a']));
  await other.listed;
  expect(names(other)).toEqual(['a']);
});

test('a first list that does not come is tried again for as long as anybody observes, and its trouble is told', async () => {
  const observation = reader.observe(query);
  const down = 'dial tcp 127.0.0.1:6443: connect: connection refused\n';
  const troubles: unknown[] = [];
  observation.onChange(() => troubles.push(observation.trouble?.()?.message));
  for (let tries = 1; tries <= 10; tries += 1) (await nextAfterDelay()).answer(down, 500);
  (await nextAfterDelay()).answer(listOf('10', ['a']));
  await observation.listed;
  expect(names(observation)).toEqual(['a']);
  expect(troubles).toEqual([...Array(10).fill(expect.stringContaining('connection refused')), undefined]);
});

test('a watch that the server answers again is no longer in trouble, though nothing changes', async () => {
  const {observation, watch} = await watching();
  const told = (): Promise<void> => new Promise((resolve) => void observation.onChange(resolve));
  const lost = told();
  watch.answer('dial tcp 127.0.0.1:6443: connect: connection refused\n', 500);
  await lost;
  expect(observation.trouble?.()).toMatchObject({reason: 'Unreachable'});
  const back = told();
  (await nextAfterDelay()).open();
  await back;
  expect(observation.trouble?.()).toBeUndefined();
});

test('one watch for all who observe the same query; it ends a while after the last of them', async () => {
  const {observation, watch} = await watching();
  const other = reader.observe({...query});
  await other.listed;
  expect(names(other)).toEqual(['a']);
  watch.send(watchEvent('ADDED', 'b', '11'));
  await Promise.all([shows(observation, ['a', 'b']), shows(other, ['a', 'b'])]);
  expect(api.count).toBe(2);
  observation.close();
  observation.close();
  watch.send(watchEvent('ADDED', 'c', '12'));
  await shows(other, ['a', 'b', 'c']);
  other.close();
  await clock.advance(5);
  await watch.left;
});

test('who observes shortly after finds the watch still there, and what happened meanwhile', async () => {
  const {observation, watch} = await watching();
  observation.close();
  await clock.advance(4);
  watch.send(watchEvent('ADDED', 'b', '11'));
  const next = reader.observe(query);
  await shows(next, ['a', 'b']);
  expect([next.object('shop/b')?.metadata.name, next.object('shop/c')]).toEqual(['b', undefined]);
  await clock.advance(60);
  watch.send(watchEvent('ADDED', 'c', '12'));
  await shows(next, ['a', 'b', 'c']);
  expect(api.count).toBe(2);
});

test('another selector is another watch', async () => {
  await watching();
  reader.observe({...query, labelSelector: 'app in (a,b)', fieldSelector: 'metadata.name=x'});
  const list = await api.next();
  expect(list.query.get('labelSelector')).toBe('app in (a,b)');
  expect(list.query.get('fieldSelector')).toBe('metadata.name=x');
});

test('a list of many pages is whole; one whose token runs out is read again in one go', async () => {
  const whole = reader.list(query);
  const first = await api.next();
  expect(first.query.get('limit')).toBe('500');
  first.answer(listOf('10', ['a'], 'more'));
  const second = await api.next();
  expect(second.query.get('continue')).toBe('more');
  second.answer(listOf('10', ['b']));
  expect((await whole).map(({metadata}) => metadata.name)).toEqual(['a', 'b']);

  const late = reader.list(query);
  (await api.next()).answer(listOf('10', ['a'], 'more'));
  (await api.next()).answer(status(410, 'Expired', 'The provided continue parameter is too old'), 410);
  const again = await api.next();
  expect([again.query.get('limit'), again.query.get('continue')]).toEqual([null, null]);
  again.answer(listOf('20', ['a', 'b']));
  expect((await late).map(({metadata}) => metadata.name)).toEqual(['a', 'b']);
});

test('closing the reader ends its watches', async () => {
  const {watch} = await watching();
  await reader.close();
  await watch.left;
});
