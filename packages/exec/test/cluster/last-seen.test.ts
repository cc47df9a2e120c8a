import {expect, test} from '@jest/globals';
import {awaitReady} from '../../src/cluster/await-ready.js';
import {LastSeen} from '../../src/cluster/wait/last-seen.js';
import type {WorkloadProgress} from '../../src/engine/event.js';
import type {ReadFailure} from '../../src/ports/cluster-reader.js';
import {FakeReader} from './fake-reader.js';
import {HeldClock} from './held-clock.js';
import {object} from './objects.js';

const lost: ReadFailure = {status: 0, reason: 'Unreachable', message: 'connection refused'};
const progress: WorkloadProgress = {
  workload: 'deployment/web',
  state: 'progressing',
  ready: 0,
  total: 1,
  message: '0/1 ready',
};

test('a connection that is lost is worth a word after two seconds, and none once it is back', () => {
  const seen = new LastSeen();
  const watched: {trouble: ReadFailure | undefined} = {trouble: undefined};
  expect(seen.of(watched, progress, 0)).toEqual({progress});
  watched.trouble = lost;
  expect(seen.of(watched, progress, 1_000)).toEqual({progress, due: 3_000});
  expect(seen.of(watched, progress, 3_000).progress.message).toBe(
    '0/1 ready when last seen: the connection to the cluster is lost (connection refused)',
  );
  watched.trouble = undefined;
  expect(seen.of(watched, progress, 4_000)).toEqual({progress});
  // Lost anew: its time begins anew.
  watched.trouble = lost;
  expect(seen.of(watched, progress, 5_000)).toEqual({progress, due: 7_000});
});

test('what is ready is ready, whatever becomes of the connection', () => {
  const ready: WorkloadProgress = {...progress, state: 'ready'};
  expect(new LastSeen().of({trouble: lost}, ready, 10_000)).toEqual({progress: ready});
});

test('a wait says that its numbers are old', async () => {
  const reader = new FakeReader();
  const clock = new HeldClock();
  const web = object('apps/v1', 'Deployment', 'web', {spec: {replicas: 1}, status: {}});
  reader.put(web);
  const told: string[] = [];
  const stop = new AbortController();
  const waiting = awaitReady({
    reader,
    clock,
    targets: {references: [{group: 'apps', version: 'v1', kind: 'Deployment', namespace: 'shop', name: 'web'}]},
    timeout: 300,
    signal: stop.signal,
    onProgress: ({message}) => told.push(message),
  }).catch(() => undefined);
  await clock.advance(1);
  reader.trouble = lost;
  reader.put(web);
  await clock.advance(5);
  expect(told.at(-1)).toContain('when last seen: the connection to the cluster is lost');
  reader.trouble = undefined;
  reader.put(web);
  await clock.advance(2);
  expect(told.at(-1)).not.toContain('last seen');
  stop.abort();
  await waiting;
});
