import {beforeEach, describe, expect, test} from '@jest/globals';
import {awaitReady, type AwaitReadyRequest} from '../../src/cluster/await-ready.js';
import {referenceOf} from '../../src/cluster/workloads-of.js';
import type {WorkloadProgress} from '../../src/engine/event.js';
import type {RolloutError} from '../../src/errors/rollout-error.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import {FakeReader} from './fake-reader.js';
import {HeldClock, settle} from './held-clock.js';
import {deployment, object, pod, replicaSet} from './objects.js';

let reader: FakeReader;
let clock: HeldClock;
let progress: WorkloadProgress[];
beforeEach(() => {
  reader = new FakeReader();
  clock = new HeldClock();
  progress = [];
});

/** A wait under way: what it came to, or undefined. */
function start(
  objects: KubeObject[],
  more: Partial<AwaitReadyRequest> = {},
): {outcome(): 'ready' | RolloutError | undefined; done: Promise<unknown>} {
  let outcome: 'ready' | RolloutError | undefined;
  const request: AwaitReadyRequest = {
    reader,
    clock,
    targets: {references: objects.map(referenceOf)},
    timeout: 300,
    onProgress: (seen) => progress.push(seen),
    ...more,
  };
  const done = awaitReady(request).then(
    () => (outcome = 'ready'),
    (error: RolloutError) => (outcome = error),
  );
  return {outcome: () => outcome, done};
}

const unready = deployment({updated: 0, current: 0});
const ready = deployment({available: 1});

describe('what it waits for', () => {
  test('what is ready by a fresh read needs no watch', async () => {
    reader.put(ready);
    await start([ready]).done;
    expect(reader.reads).toEqual(['/apis/apps/v1/namespaces/shop/deployments/web']);
    expect(reader.observing).toEqual([]);
    expect(progress).toEqual([
      {workload: 'deployment/web', namespace: 'shop', state: 'ready', ready: 1, total: 1, message: '1/1 ready'},
    ]);
  });

  test('nothing to wait for is ready at once', async () => {
    const config = object('v1', 'ConfigMap', 'c');
    expect(await start([config, config]).done).toBe('ready');
    expect(reader.reads).toEqual([]);
  });

  test('changes come by one watch a kind and namespace, and all are closed at the end', async () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => deployment({name, uid: name, updated: 0}));
    reader.put(...many);
    const wait = start(many);
    await settle();
    expect(reader.reads).toEqual(['/apis/apps/v1/namespaces/shop/deployments']);
    expect(reader.observing.sort()).toEqual(['deployments/shop', 'events/shop', 'pods/shop', 'replicasets/shop']);
    for (const {metadata} of many) {
      expect(wait.outcome()).toBeUndefined();
      reader.put(deployment({name: metadata.name, uid: metadata.uid, available: 1}));
      await settle();
    }
    expect(wait.outcome()).toBe('ready');
    expect(reader.observing).toEqual([]);
  });

  test('an object that does not exist yet may still come', async () => {
    const wait = start([ready]);
    await clock.advance(5);
    expect(progress.at(-1)).toMatchObject({state: 'progressing', message: 'does not exist'});
    reader.put(ready);
    await settle();
    expect(wait.outcome()).toBe('ready');
  });

  test('a selector finds workloads that nobody owns', async () => {
    const labels = {app: 'shop'};
    const web = deployment({updated: 0});
    const labelled = {...web, metadata: {...web.metadata, labels}};
    const child = object('apps/v1', 'StatefulSet', 'child', {
      metadata: {labels, ownerReferences: [{apiVersion: 'x/v1', kind: 'X', name: 'x', uid: 'x', controller: true}]},
    });
    reader.put(labelled, child);
    const wait = start([], {targets: {references: [], selector: {namespace: 'shop', labelSelector: 'app=shop'}}});
    await settle();
    expect(progress.map(({workload}) => workload)).toEqual(['deployment/web']);
    reader.put(ready);
    await settle();
    expect(wait.outcome()).toBe('ready');
  });

  test('a kind that is not served is an error after ten seconds', async () => {
    const wait = start([object('example.com/v1', 'Widget', 'w')]);
    await clock.advance(9);
    expect(wait.outcome()).toBeUndefined();
    await clock.advance(5);
    expect(wait.outcome()).toMatchObject({code: 'KF813', message: expect.stringContaining('widget.example.com/w')});
  });

  test('a kind that comes to be served is waited for', async () => {
    const widget = object('example.com/v1', 'Widget', 'w');
    const wait = start([widget]);
    await clock.advance(1);
    reader.served.push({group: 'example.com', version: 'v1', kind: 'Widget', plural: 'widgets', namespaced: true});
    reader.put(widget);
    await clock.advance(3);
    expect(wait.outcome()).toBe('ready');
  });
});

describe('it cannot lie', () => {
  test('a watch that shows the ready state from before the apply makes nothing ready', async () => {
    const before = deployment({available: 1, generation: 1});
    reader.put(before);
    // Somebody else watches already, and their watch lags behind the apply.
    const other = reader.observe({resource: (await reader.resolve('Deployment'))!, namespace: 'shop'});
    reader.held = true;
    reader.put(deployment({available: 1, generation: 2, observed: 1}));
    const wait = start([before]);
    await clock.advance(1);
    expect(other.objects()[0]!.metadata.generation).toBe(1);
    expect(wait.outcome()).toBeUndefined();

    reader.release();
    await settle();
    expect(wait.outcome()).toBeUndefined();
    reader.put(deployment({available: 1, generation: 2}));
    await settle();
    expect(wait.outcome()).toBe('ready');
  });

  test('a watch that does not have the object yet does not make it vanish', async () => {
    reader.held = true;
    reader.put(unready);
    const wait = start([unready]);
    await clock.advance(1);
    expect(progress.at(-1)).toMatchObject({message: '0/1 updated'});
    reader.release();
    reader.remove(unready);
    await clock.advance(2);
    expect(progress.at(-1)).toMatchObject({message: 'does not exist'});
    expect(wait.outcome()).toBeUndefined();
  });

  test('a Job that is complete and cleaned up at once was complete', async () => {
    const job = object('batch/v1', 'Job', 'migrate', {spec: {completions: 1, ttlSecondsAfterFinished: 0}, status: {}});
    reader.put(job);
    const wait = start([job]);
    await settle();
    reader.put({...job, status: {succeeded: 1, conditions: [{type: 'Complete', status: 'True'}]}});
    reader.remove(job);
    await settle();
    expect(wait.outcome()).toBe('ready');
  });

  test('a Job that is deleted before it ends is not ready', async () => {
    const job = object('batch/v1', 'Job', 'migrate', {spec: {completions: 1}, status: {}});
    reader.put(job);
    const wait = start([job], {timeout: 60});
    await settle();
    reader.remove(job);
    await clock.advance(59);
    expect(wait.outcome()).toBeUndefined();
    await clock.advance(1);
    expect(wait.outcome()).toMatchObject({code: 'KF810'});
  });
});

describe('claims', () => {
  const claim = object('v1', 'PersistentVolumeClaim', 'data', {
    spec: {storageClassName: 'slow'},
    status: {phase: 'Pending'},
  });
  const storageClass = (volumeBindingMode: string): KubeObject => {
    const {metadata, ...rest} = object('storage.k8s.io/v1', 'StorageClass', 'slow', {volumeBindingMode});
    return {...rest, metadata: {name: metadata.name}} as KubeObject;
  };

  test('one that waits for its first consumer does not hold the wait', async () => {
    reader.put(claim, storageClass('WaitForFirstConsumer'));
    expect(await start([claim]).done).toBe('ready');
  });

  test('before the pods are known, nobody can say that there is no consumer', async () => {
    const consumer = object('v1', 'Pod', 'db-0', {spec: {volumes: [{persistentVolumeClaim: {claimName: 'data'}}]}});
    reader.put(claim, storageClass('WaitForFirstConsumer'), consumer);
    let list = (): void => undefined;
    reader.listing = new Promise((resolve) => (list = resolve));
    const wait = start([claim]);
    await clock.advance(1);
    list();
    await clock.advance(1);
    expect(wait.outcome()).toBeUndefined();
  });

  test('with a consumer it must be bound', async () => {
    const consumer = object('v1', 'Pod', 'db-0', {spec: {volumes: [{persistentVolumeClaim: {claimName: 'data'}}]}});
    reader.put(claim, storageClass('WaitForFirstConsumer'), consumer);
    const wait = start([claim]);
    await clock.advance(1);
    expect(wait.outcome()).toBeUndefined();
    reader.put({...claim, status: {phase: 'Bound'}});
    await settle();
    expect(wait.outcome()).toBe('ready');
  });
});

describe('the end', () => {
  test('a timeout says how far each is, and what its worst pod says', async () => {
    const set = replicaSet(unready, '1');
    const stuck = pod('web-1-x', set, {running: true});
    reader.put(unready, set, stuck);
    reader.texts.set(
      '/api/v1/namespaces/shop/pods/web-1-x/log?container=app&tailLines=10',
      'hello\nlistening on hunter2\n',
    );
    const wait = start([unready], {timeout: 60, mask: (text) => text.replaceAll('hunter2', '***')});
    await clock.advance(60);
    expect(wait.outcome()).toMatchObject({
      family: 'external',
      code: 'KF810',
      message: 'timed out after 60 s: deployment/web in namespace shop: 0/1 updated',
      diagnosis: {workload: 'deployment/web', pod: 'web-1-x', container: 'app', logs: ['hello', 'listening on ***']},
    });
    expect(reader.observing).toEqual([]);
    expect(clock.sleeping).toBe(0);
  });

  test("an abort ends it with the signal's reason, and nothing is left", async () => {
    const stop = new AbortController();
    reader.put(unready);
    const wait = start([unready], {signal: stop.signal});
    await clock.advance(1);
    const reason = new Error('stopped');
    stop.abort(reason);
    await settle();
    expect(wait.outcome()).toBe(reason);
    expect(reader.observing).toEqual([]);
    expect(clock.sleeping).toBe(0);
  });

  test('progress is told when it changes, at most once a second', async () => {
    reader.put(deployment({replicas: 9, current: 9, available: 0}));
    start([ready]);
    await clock.advance(0.1);
    for (let available = 1; available < 9; available += 1) {
      reader.put(deployment({replicas: 9, current: 9, available}));
      await clock.advance(0.1);
    }
    expect(progress.map(({ready: count}) => count)).toEqual([0]);
    await clock.advance(5);
    expect(progress.map(({ready: count}) => count)).toEqual([0, 8]);
    reader.put(deployment({replicas: 9, current: 9, available: 9}));
    await settle();
    expect(progress.map(({ready: count}) => count)).toEqual([0, 8, 9]);
  });
});
