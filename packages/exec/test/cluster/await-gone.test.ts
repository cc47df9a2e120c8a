import {beforeEach, expect, test} from '@jest/globals';
import {awaitGone, type AwaitGoneRequest} from '../../src/cluster/await-gone.js';
import {referenceOf} from '../../src/cluster/workloads-of.js';
import type {WorkloadProgress} from '../../src/engine/event.js';
import type {RolloutError} from '../../src/errors/rollout-error.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import {FakeReader} from './fake-reader.js';
import {HeldClock, settle} from './held-clock.js';
import {object} from './objects.js';

let reader: FakeReader;
let clock: HeldClock;
let outcome: 'gone' | RolloutError | undefined;
let progress: WorkloadProgress[];
beforeEach(() => {
  reader = new FakeReader();
  clock = new HeldClock();
  outcome = undefined;
  progress = [];
});

async function wait(objects: KubeObject[], more: Partial<AwaitGoneRequest> = {}): Promise<void> {
  const references = objects.map((given) => ({...referenceOf(given), uid: given.metadata.uid}));
  awaitGone({reader, clock, references, timeout: 60, onProgress: (seen) => progress.push(seen), ...more}).then(
    () => (outcome = 'gone'),
    (error: RolloutError) => (outcome = error),
  );
  await settle();
}

const config = object('v1', 'ConfigMap', 'c');

test('what is not there is gone, and so is what is of no kind', async () => {
  await wait([config, object('example.com/v1', 'Widget', 'w')]);
  expect(outcome).toBe('gone');
  expect(reader.observing).toEqual([]);
});

test('it waits until the last one is gone', async () => {
  const other = object('v1', 'ConfigMap', 'd');
  reader.put(config, other);
  await wait([config, other]);
  reader.remove(config);
  await clock.advance(1);
  expect(outcome).toBeUndefined();
  expect(reader.observing).toEqual(['configmaps/shop']);
  reader.remove(other);
  await settle();
  expect(outcome).toBe('gone');
  expect(reader.observing).toEqual([]);
  expect(progress.at(-1)).toMatchObject({workload: 'configmap/d', state: 'ready', message: 'gone'});
});

test('a watch that lags and never had it does not make it gone', async () => {
  reader.held = true;
  reader.put(config);
  await wait([config]);
  await clock.advance(5);
  expect(outcome).toBeUndefined();
  reader.release();
  reader.remove(config);
  await settle();
  expect(outcome).toBe('gone');
});

test('an object of the same name that was made since is another one', async () => {
  reader.put(config);
  await wait([config]);
  reader.put({...config, metadata: {...config.metadata, uid: 'another'}});
  await settle();
  expect(outcome).toBe('gone');
});

test('a timeout names the object and the finalizer that holds it', async () => {
  const held = {...config, metadata: {...config.metadata, deletionTimestamp: 'now', finalizers: ['example.com/hold']}};
  const kept = object('v1', 'ConfigMap', 'd');
  reader.put(held, kept);
  await wait([held, kept]);
  await clock.advance(60);
  expect(outcome).toMatchObject({
    family: 'external',
    code: 'KF812',
    message:
      'not gone after 60 s: configmap/c in namespace shop is held by finalizer example.com/hold ' +
      '(no workload found that looks like it; was it deleted before its objects?); ' +
      'configmap/d in namespace shop exists and is not being deleted',
    hint: expect.stringContaining('--force'),
    remaining: [
      {
        object: 'configmap/c',
        namespace: 'shop',
        finalizers: ['example.com/hold'],
        holds: [{finalizer: 'example.com/hold'}],
      },
      {object: 'configmap/d', finalizers: [], holds: []},
    ],
  });
  expect(clock.sleeping).toBe(0);
});

test('what is left of an earlier time limit is told in tenths of a second', async () => {
  reader.put(config);
  await wait([config], {timeout: 4.992602338});
  await clock.advance(5);
  expect(outcome).toMatchObject({message: expect.stringMatching(/^not gone after 5 s: configmap\/c /)});
});

test('a namespace says what is left in it', async () => {
  const conditions = [
    {type: 'NamespaceDeletionContentFailure', status: 'False', message: 'All content successfully deleted'},
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      message: 'Some resources are remaining: configmaps. has 1 resource instances',
    },
  ];
  const namespace = object('v1', 'Namespace', 'shop', {status: {phase: 'Terminating', conditions}});
  const {namespace: _, ...metadata} = namespace.metadata;
  reader.put({...namespace, metadata: {...metadata, deletionTimestamp: 'now'}});
  await wait([{...namespace, metadata}]);
  await clock.advance(60);
  expect(outcome).toMatchObject({
    message:
      'not gone after 60 s: namespace/shop is being deleted: Some resources are remaining: configmaps. has 1 resource instances',
  });
});

test('while it waits it looks into what holds the object, now and then', async () => {
  const held = {...config, metadata: {...config.metadata, deletionTimestamp: 'now', finalizers: ['acme.io/x']}};
  reader.put(held, object('apps/v1', 'Deployment', 'acme-operator', {spec: {replicas: 2}, status: {readyReplicas: 1}}));
  await wait([held]);
  expect(progress.at(-1)?.message).toBe('is held by finalizer acme.io/x');
  await clock.advance(4);
  expect(progress.at(-1)?.message).toBe(
    'is held by finalizer acme.io/x (shop/deployment/acme-operator has 1 of 2 ready)',
  );
  reader.put(object('apps/v1', 'Deployment', 'acme-operator', {spec: {replicas: 0}}));
  await clock.advance(11);
  expect(progress.at(-1)?.message).toContain('it is scaled to 0');
  reader.remove(held);
  await settle();
  expect(outcome).toBe('gone');
  expect(clock.sleeping).toBe(0);
});

test('an abort ends it', async () => {
  const stop = new AbortController();
  reader.put(config);
  await wait([config], {signal: stop.signal});
  const reason = new Error('stopped');
  stop.abort(reason);
  await settle();
  expect(outcome).toBe(reason);
  expect(reader.observing).toEqual([]);
  expect(clock.sleeping).toBe(0);
});
