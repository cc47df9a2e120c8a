import {beforeEach, expect, test} from '@jest/globals';
import {awaitReady} from '../../src/cluster/await-ready.js';
import {referenceOf} from '../../src/cluster/workloads-of.js';
import type {RolloutError} from '../../src/errors/rollout-error.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import {FakeReader} from './fake-reader.js';
import {HeldClock, settle} from './held-clock.js';
import {deployment, object, pod, replicaSet, type ContainerStory} from './objects.js';

let reader: FakeReader;
let clock: HeldClock;
let outcome: 'ready' | RolloutError | undefined;
const web = deployment({available: 0});
const set = replicaSet(web, '1');

beforeEach(async () => {
  reader = new FakeReader();
  clock = new HeldClock();
  outcome = undefined;
});

async function wait(...targets: KubeObject[]): Promise<void> {
  reader.put(...targets);
  awaitReady({reader, clock, targets: {references: targets.map(referenceOf)}, timeout: 600, grace: 15}).then(
    () => (outcome = 'ready'),
    (error: RolloutError) => (outcome = error),
  );
  await settle();
}

async function see(story: ContainerStory, owner = set): Promise<void> {
  reader.put(pod('web-x', owner, story));
  await settle();
}

const pulling = {waiting: 'ErrImagePull', message: 'dial tcp: i/o timeout'};
const backingOff = {waiting: 'ImagePullBackOff', message: 'Back-off pulling image "x"'};
const crashing = (restarts: number): ContainerStory => ({waiting: 'CrashLoopBackOff', restarts, exit: 1});

test.each(['ErrImageNeverPull', 'InvalidImageName'])('%s fails at once, and says where', async (waiting) => {
  await wait(web);
  reader.put(set);
  await see({waiting, message: 'because'});
  // Events may come after the state that they tell of.
  await clock.advance(0.5);
  expect(outcome).toMatchObject({
    family: 'external',
    code: 'KF811',
    message: `deployment/web in namespace shop will not become ready: pod web-x, container app: ${waiting}: because`,
    diagnosis: {workload: 'deployment/web', namespace: 'shop', pod: 'web-x', container: 'app', reason: waiting},
    hint: expect.any(String),
  });
});

test('an event that comes a moment after the state it tells of is in the diagnosis', async () => {
  await wait(web);
  reader.put(set);
  await see({waiting: 'InvalidImageName'});
  const event = {type: 'Warning', reason: 'InspectFailed', message: 'because', involvedObject: {uid: 'uid-web-x'}};
  reader.put(object('v1', 'Event', 'late', event));
  await clock.advance(0.5);
  expect(outcome).toMatchObject({diagnosis: {events: ['InspectFailed: because']}});
});

test('an image that cannot be pulled fails after the grace', async () => {
  await wait(web);
  reader.put(set);
  await see(pulling);
  await clock.advance(5);
  await see(backingOff);
  await clock.advance(9.9);
  expect(outcome).toBeUndefined();
  await clock.advance(0.2);
  expect(outcome).toMatchObject({code: 'KF811', diagnosis: {reason: 'ImagePullBackOff'}});
});

test('the time for which the connection is lost counts for no grace', async () => {
  await wait(web);
  reader.put(set);
  await see(backingOff);
  await clock.advance(10);
  reader.trouble = {status: 0, reason: 'Unreachable', message: 'connection refused'};
  await see(backingOff);
  await clock.advance(60);
  expect(outcome).toBeUndefined();
  reader.trouble = undefined;
  await see(backingOff);
  await clock.advance(4.9);
  expect(outcome).toBeUndefined();
  await clock.advance(0.2);
  expect(outcome).toMatchObject({code: 'KF811', diagnosis: {reason: 'ImagePullBackOff'}});
});

test('an image that is there after all does not', async () => {
  await wait(web);
  reader.put(set);
  await see(backingOff);
  await clock.advance(14);
  await see({waiting: 'ContainerCreating'});
  await clock.advance(30);
  await see(backingOff);
  await clock.advance(14);
  expect(outcome).toBeUndefined();
  reader.put(deployment({available: 1}));
  await settle();
  expect(outcome).toBe('ready');
});

test('a crash or two are no loop', async () => {
  await wait(web);
  reader.put(set);
  await see(crashing(1));
  await clock.advance(120);
  expect(outcome).toBeUndefined();
});

test('a crash loop fails after the grace, with the log of the run before', async () => {
  await wait(web);
  reader.texts.set(
    '/api/v1/namespaces/shop/pods/web-x/log?container=app&tailLines=10&previous=true',
    'panic: no database\n',
  );
  reader.put(
    set,
    object('v1', 'Event', 'e', {
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting',
      involvedObject: {uid: 'uid-web-x'},
    }),
  );
  await see(crashing(2));
  await clock.advance(15);
  expect(outcome).toMatchObject({
    message:
      'deployment/web in namespace shop will not become ready: pod web-x, container app: CrashLoopBackOff (exit code 1)',
    diagnosis: {exitCode: 1, logs: ['panic: no database'], events: ['BackOff: Back-off restarting']},
  });
});

test('a run between two crashes is hope, three more crashes are none', async () => {
  await wait(web);
  reader.put(set);
  for (const restarts of [2, 3, 4]) {
    await see(crashing(restarts));
    await clock.advance(14);
    await see({running: true, restarts: restarts + 1, exit: 1});
    await clock.advance(60);
    expect(outcome).toBeUndefined();
  }
  await see(crashing(5));
  expect(outcome).toMatchObject({code: 'KF811'});
});

test('when more replicas become ready than before, the grace begins anew', async () => {
  const three = (available: number): KubeObject => deployment({replicas: 3, current: 3, available});
  await wait(three(0));
  reader.put(set);
  await see(backingOff);
  await clock.advance(14);
  reader.put(three(1));
  await clock.advance(14);
  expect(outcome).toBeUndefined();
  await clock.advance(1);
  expect(outcome).toMatchObject({code: 'KF811'});
});

test("pods of an older revision, of others, and those being deleted don't count", async () => {
  const next = deployment({revision: '2', generation: 2, current: 2, available: 1});
  await wait(next);
  reader.put(set, replicaSet(next, '2'));
  await see({waiting: 'InvalidImageName'}, set);
  reader.put(pod('stray', undefined, {waiting: 'InvalidImageName'}));
  reader.put(
    pod('leaving', replicaSet(next, '2'), {waiting: 'InvalidImageName'}, {metadata: {deletionTimestamp: 'now'}}),
  );
  await clock.advance(60);
  expect(outcome).toBeUndefined();
});

test('while the controller has not seen the change, the revision before is not judged', async () => {
  await wait(deployment({generation: 2, observed: 1, available: 0}));
  reader.put(set);
  await see({waiting: 'InvalidImageName'});
  await clock.advance(60);
  expect(outcome).toBeUndefined();
});

test('a ReplicaSet that may not create pods fails within seconds', async () => {
  await wait(deployment({updated: 0, current: 0}));
  const failure = {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota: pods'};
  reader.put(replicaSet(web, '1', {status: {conditions: [failure]}}));
  await clock.advance(3.9);
  expect(outcome).toBeUndefined();
  await clock.advance(0.2);
  expect(outcome).toMatchObject({
    message: 'deployment/web in namespace shop will not become ready: FailedCreate: exceeded quota: pods',
    diagnosis: {cause: 'quota-exceeded', reason: 'FailedCreate'},
  });
});

test('a deadline that was exceeded by an earlier rollout may pass', async () => {
  const deadline = {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: 'timed out progressing',
  };
  await wait(deployment({available: 0, conditions: [deadline]}));
  await clock.advance(10);
  expect(outcome).toBeUndefined();
  reader.put(deployment({available: 1}));
  await settle();
  expect(outcome).toBe('ready');
});

test('one that stays fails', async () => {
  const deadline = {
    type: 'Progressing',
    status: 'False',
    reason: 'ProgressDeadlineExceeded',
    message: 'timed out progressing',
  };
  await wait(deployment({available: 0, conditions: [deadline]}));
  await clock.advance(15);
  expect(outcome).toMatchObject({code: 'KF811', diagnosis: {reason: 'ProgressDeadlineExceeded'}});
});

test('a pod that no node takes has longer, since an autoscaler may be at work', async () => {
  await wait(web);
  const conditions = [
    {type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/2 nodes are available'},
  ];
  reader.put(set, pod('web-x', set, {waiting: 'x'}, {status: {conditions, containerStatuses: []}}));
  await clock.advance(119);
  expect(outcome).toBeUndefined();
  await clock.advance(1);
  expect(outcome).toMatchObject({diagnosis: {reason: 'Unschedulable', pod: 'web-x'}});
});

test('a failed Job fails at once, with its last pod', async () => {
  const job = object('batch/v1', 'Job', 'migrate', {metadata: {uid: 'uid-job'}, spec: {completions: 1}, status: {}});
  await wait(job);
  const terminated = {exitCode: 3, reason: 'Error'};
  const containerStatuses = [{name: 'app', ready: false, restartCount: 0, state: {terminated}}];
  reader.put(pod('migrate-x', job, {}, {status: {phase: 'Failed', conditions: [], containerStatuses}}));
  reader.texts.set('/api/v1/namespaces/shop/pods/migrate-x/log?container=app&tailLines=10', 'no such table\n');
  const failed = {
    type: 'Failed',
    status: 'True',
    reason: 'BackoffLimitExceeded',
    message: 'Job has reached the specified backoff limit',
  };
  reader.put({...job, status: {conditions: [failed]}});
  await settle();
  expect(outcome).toMatchObject({
    code: 'KF811',
    message:
      'job/migrate in namespace shop will not become ready: pod migrate-x, container app: BackoffLimitExceeded (exit code 3): Job has reached the specified backoff limit',
    diagnosis: {reason: 'BackoffLimitExceeded', pod: 'migrate-x', exitCode: 3, logs: ['no such table']},
  });
});

test('a Job whose container crashes is given the tries that it asks for', async () => {
  const job = object('batch/v1', 'Job', 'migrate', {metadata: {uid: 'uid-job'}, spec: {completions: 1}, status: {}});
  await wait(job);
  for (const restarts of [1, 2, 3, 4, 5]) {
    reader.put(pod('migrate-x', job, crashing(restarts)));
    await clock.advance(60);
  }
  expect(outcome).toBeUndefined();
});

test('StatefulSet and DaemonSet are judged by the pods of their newest revision', async () => {
  const revision = (name: string): object => ({labels: {'controller-revision-hash': name}});
  const status = {observedGeneration: 1, replicas: 1, updateRevision: 'db-2', currentRevision: 'db-1'};
  const db = object('apps/v1', 'StatefulSet', 'db', {metadata: {generation: 1}, spec: {replicas: 1}, status});
  await wait(db);
  reader.put(pod('db-0', db, {waiting: 'InvalidImageName'}, {metadata: revision('db-1')}));
  await clock.advance(60);
  expect(outcome).toBeUndefined();
  const behind = {...db, metadata: {...db.metadata, generation: 2}};
  reader.put(behind, pod('db-0', db, {waiting: 'InvalidImageName'}, {metadata: revision('db-2')}));
  await clock.advance(60);
  expect(outcome).toBeUndefined();
  reader.put({...behind, status: {...status, observedGeneration: 2}});
  await clock.advance(0.5);
  expect(outcome).toMatchObject({diagnosis: {workload: 'statefulset/db', pod: 'db-0'}});
});
