// What goes wrong for a while and then right by itself must not end a wait: each row is a story, told second by second.
import {expect, test} from '@jest/globals';
import {awaitReady} from '../../src/cluster/await-ready.js';
import {referenceOf} from '../../src/cluster/workloads-of.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import {FakeReader} from './fake-reader.js';
import {HeldClock, settle} from './held-clock.js';
import {deployment, object, pod, replicaSet, type ContainerStory, type DeploymentState, type Parts} from './objects.js';

/** Seconds that pass, objects that change, or objects that go. */
type Step = number | KubeObject | {gone: KubeObject};

const web = deployment({available: 0});
const set = replicaSet(web, '1');
const old = replicaSet(web, '0');
const see = (story: ContainerStory, name = 'web-x', owner = set, parts: Parts = {}) => pod(name, owner, story, parts);
const gone = (name = 'web-x') => ({gone: see({}, name)});
const state = (more: DeploymentState) => deployment({replicas: 1, ...more});
const up = state({available: 1});
const running = {running: true, ready: true};
const creating = {waiting: 'ContainerCreating'};
const looping = (restarts: number): ContainerStory => ({waiting: 'CrashLoopBackOff', restarts, exit: 1});
const again = (restarts: number): ContainerStory => ({running: true, restarts, exit: 1});
const config = (message: string) => ({waiting: 'CreateContainerConfigError', message});

let count = 0;
const warning = (about: KubeObject, reason: string, message: string, at = '2026-01-01T00:00:10Z') =>
  object('v1', 'Event', `e${++count}`, {
    type: 'Warning',
    reason,
    message,
    lastTimestamp: at,
    involvedObject: {uid: about.metadata.uid},
  });
const secret = (data: object) => object('v1', 'Secret', 'creds', {data});
const refused = (message: string) =>
  replicaSet(web, '1', {
    status: {conditions: [{type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message}]},
  });
const unscheduled = (message: string) => ({
  status: {
    containerStatuses: [],
    conditions: [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message}],
  },
});
const failedPod = (name: string, owner = set) =>
  see({}, name, owner, {status: {phase: 'Failed', reason: 'Evicted', conditions: []}});

const job = object('batch/v1', 'Job', 'migrate', {metadata: {uid: 'uid-job'}, spec: {completions: 1}, status: {}});
const jobDone = {...job, status: {succeeded: 1, conditions: [{type: 'Complete', status: 'True'}]}};
const stateful = (ready: number, more = {}) =>
  object('apps/v1', 'StatefulSet', 'db', {
    metadata: {uid: 'uid-db', generation: 1},
    spec: {replicas: 2},
    status: {
      observedGeneration: 1,
      replicas: 2,
      readyReplicas: ready,
      availableReplicas: ready,
      updatedReplicas: ready,
      updateRevision: 'r1',
      currentRevision: 'r1',
      ...more,
    },
  });
const ofDb = (name: string, story: ContainerStory) =>
  see(story, name, stateful(0), {metadata: {labels: {'controller-revision-hash': 'r1'}}});
const daemon = (available: number) =>
  object('apps/v1', 'DaemonSet', 'agent', {
    metadata: {uid: 'uid-agent', generation: 1},
    spec: {},
    status: {
      observedGeneration: 1,
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      updatedNumberScheduled: 2,
      numberAvailable: available,
      numberReady: available,
    },
  });
const claim = (phase: string) =>
  object('v1', 'PersistentVolumeClaim', 'data', {metadata: {uid: 'uid-data'}, spec: {}, status: {phase}});
const custom = (status: object) =>
  object('example.com/v1', 'Widget', 'w', {metadata: {uid: 'uid-w', generation: 1}, status});
const overdue = {type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out'};
const probe = (kind: string) =>
  warning(see({}), 'Unhealthy', `${kind} probe failed: HTTP probe failed with statuscode: 503`);

const stories: [name: string, first: KubeObject, ...steps: Step[]][] = [
  ['crashes once', web, set, see(looping(1)), 10, see(again(2)), 5, see(running), up],
  ['crashes twice', web, set, see(looping(1)), 10, see(looping(2)), 20, see(again(3)), 20, up],
  [
    'crashes three times, with the back-offs of a kubelet',
    web,
    set,
    see(again(1)),
    2,
    see(looping(1)),
    10,
    see(again(2)),
    3,
    see(looping(2)),
    20,
    see(again(3)),
    60,
    up,
  ],
  [
    'crashes while its database starts, then runs long enough',
    web,
    set,
    see(looping(2)),
    20,
    see(again(3)),
    40,
    see(looping(3)),
    25,
    see(again(4)),
    120,
    up,
  ],
  ['a slow image', web, set, see(creating), 500, see(running), up],
  [
    'a registry that times out',
    web,
    set,
    see({waiting: 'ErrImagePull', message: 'dial tcp: i/o timeout'}),
    10,
    see({waiting: 'ImagePullBackOff', message: 'Back-off pulling image "x"'}),
    15,
    see(creating),
    5,
    up,
  ],
  [
    'a registry that limits pulls',
    web,
    set,
    see({waiting: 'ErrImagePull', message: '429 Too Many Requests'}),
    25,
    see(creating),
    30,
    up,
  ],
  [
    'a registry without its name in the DNS for a moment',
    web,
    set,
    see({waiting: 'ErrImagePull', message: 'lookup r: no such host'}),
    28,
    see(running),
    up,
  ],
  [
    'a node that is drained',
    web,
    set,
    see(running),
    1,
    see(running, 'web-x', set, {metadata: {deletionTimestamp: 'now'}}),
    5,
    gone(),
    see(creating, 'web-y'),
    60,
    see(running, 'web-y'),
    up,
  ],
  ['a pod that is evicted and replaced', web, set, failedPod('web-x'), see(creating, 'web-y'), 90, up],
  [
    'pods that are evicted, over and over',
    web,
    set,
    failedPod('web-a'),
    40,
    failedPod('web-b'),
    40,
    failedPod('web-c'),
    see(running, 'web-d'),
    up,
  ],
  [
    'an autoscaler that scales up meanwhile',
    state({replicas: 2, available: 0}),
    set,
    see(running),
    5,
    state({replicas: 4, available: 2}),
    see(creating, 'web-b'),
    60,
    state({replicas: 4, available: 4}),
  ],
  [
    'an autoscaler that takes a pod away which never got up',
    state({replicas: 3, available: 2}),
    set,
    see(running, 'web-a'),
    see(running, 'web-b'),
    see(looping(2), 'web-c'),
    20,
    state({replicas: 2, current: 3, updated: 3, available: 2}),
    60,
    gone('web-c'),
    state({replicas: 2, available: 2}),
  ],
  [
    'a readiness probe that flaps',
    web,
    set,
    see({running: true}),
    probe('Readiness'),
    20,
    see(running),
    1,
    see({running: true}),
    probe('Readiness'),
    60,
    see(running),
    up,
  ],
  [
    'a readiness probe that fails for minutes after the start',
    web,
    set,
    see({running: true}),
    probe('Readiness'),
    300,
    up,
  ],
  [
    'a liveness probe that kills it twice',
    web,
    set,
    see(again(1)),
    probe('Liveness'),
    30,
    see(looping(2)),
    20,
    see(again(3)),
    60,
    up,
  ],
  ['killed once for its memory', web, set, see({running: true, restarts: 1, exit: 137}), 60, up],
  [
    'a rolling update with surge past a broken revision',
    state({revision: '1', current: 2, updated: 1, available: 1}),
    set,
    old,
    see({waiting: 'ErrImagePull', message: 'manifest unknown'}, 'web-o', old),
    see(creating),
    90,
    gone('web-o'),
    up,
  ],
  [
    'a rolling update while the old pods crash',
    state({revision: '1', current: 2, updated: 1}),
    set,
    old,
    see(looping(9), 'web-o', old),
    see(creating),
    120,
    gone('web-o'),
    up,
  ],
  [
    'a controller that lags behind a broken revision',
    state({generation: 2, observed: 1}),
    set,
    see({waiting: 'InvalidImageName'}),
    60,
    state({generation: 2, available: 1}),
  ],
  [
    'a Secret that comes three seconds late',
    web,
    set,
    see(config('secret "creds" not found')),
    3,
    secret({}),
    see(creating),
    5,
    up,
  ],
  [
    'a Secret that is there while the kubelet has yet to look again',
    web,
    set,
    secret({}),
    see(config('secret "creds" not found')),
    60,
    see(running),
    up,
  ],
  [
    'a key that is there while the kubelet has yet to look again',
    web,
    set,
    secret({password: 'x'}),
    see(config("couldn't find key password in Secret shop/creds")),
    60,
    up,
  ],
  [
    'a mount that waits for a back-off though its Secret is there',
    web,
    set,
    secret({}),
    see(creating),
    warning(see({}), 'FailedMount', 'MountVolume.SetUp failed for volume "c" : secret "creds" not found'),
    110,
    see(running),
    up,
  ],
  [
    'a mount that fails once',
    web,
    set,
    see(creating),
    warning(see({}), 'FailedMount', 'mount failed: exit status 32'),
    25,
    see(running),
    up,
  ],
  [
    'a volume that is still on another node',
    web,
    set,
    see(creating),
    warning(see({}), 'FailedAttachVolume', 'Multi-Attach error for volume "pvc-1" Volume is already used'),
    400,
    see(running),
    up,
  ],
  [
    'no room until the autoscaler has brought a node',
    web,
    set,
    see({}, 'web-x', set, unscheduled('0/2 nodes are available: 2 Insufficient cpu.')),
    200,
    see(creating),
    60,
    up,
  ],
  [
    'a claim that its controller is about to make',
    web,
    set,
    see({}, 'web-x', set, unscheduled('persistentvolumeclaim "data" not found')),
    2,
    claim('Pending'),
    30,
    see(creating),
    30,
    up,
  ],
  [
    'a quota that the old pods free',
    state({updated: 0, current: 1}),
    refused('exceeded quota: few'),
    old,
    see(running, 'web-o', old),
    20,
    gone('web-o'),
    set,
    see(creating),
    30,
    up,
  ],
  [
    'a service account that comes two seconds late',
    state({updated: 0, current: 0}),
    refused('error looking up service account shop/web: serviceaccount "web" not found'),
    2,
    set,
    see(creating),
    30,
    up,
  ],
  [
    'a webhook that comes up',
    state({updated: 0, current: 0}),
    refused('failed calling webhook "p": connection refused'),
    25,
    set,
    see(creating),
    30,
    up,
  ],
  [
    'a container that the runtime starts at the second try',
    web,
    set,
    see({waiting: 'CreateContainerError', message: 'name is reserved'}),
    20,
    see(running),
    up,
  ],
  [
    'a Job that succeeds at the third try',
    job,
    see({}, 'm-a', job, {status: {phase: 'Failed', conditions: []}}),
    20,
    see({}, 'm-b', job, {status: {phase: 'Failed', conditions: []}}),
    40,
    see(creating, 'm-c', job),
    30,
    jobDone,
  ],
  [
    'a Job whose container is started again and again until it succeeds',
    job,
    see(looping(2), 'm', job),
    40,
    see(looping(4), 'm', job),
    80,
    see(looping(6), 'm', job),
    160,
    jobDone,
  ],
  [
    'a StatefulSet, one pod after the other, each of which crashes at first',
    stateful(0),
    ofDb('db-0', looping(2)),
    20,
    ofDb('db-0', running),
    stateful(1),
    ofDb('db-1', looping(2)),
    20,
    ofDb('db-1', running),
    stateful(2),
  ],
  [
    'a DaemonSet on a node that is not ready',
    daemon(1),
    see(running, 'a', daemon(1)),
    see({}, 'b', daemon(1), unscheduled('0/2 nodes are available: 1 node(s) had untolerated taint')),
    120,
    see(running, 'b', daemon(1)),
    daemon(2),
  ],
  [
    'a deadline that an earlier rollout exceeded',
    deployment({available: 0, conditions: [overdue]}),
    set,
    see(creating),
    25,
    up,
  ],
  [
    'an event of an earlier revision',
    {...stateful(0), metadata: {...stateful(0).metadata, managedFields: [{time: '2026-01-01T00:00:20Z'}]}},
    warning(stateful(0), 'FailedCreate', 'exceeded quota'),
    60,
    stateful(2),
  ],
  [
    'a claim whose provisioner fails once',
    claim('Pending'),
    warning(claim('Pending'), 'ProvisioningFailed', 'context deadline exceeded'),
    20,
    claim('Bound'),
  ],
  [
    'a custom resource that says it failed before its controller looks again',
    custom({conditions: [{type: 'Ready', status: 'False', reason: 'Failed'}]}),
    25,
    custom({observedGeneration: 1, conditions: [{type: 'Ready', status: 'True'}]}),
  ],
];

test.each(stories)('%s', async (_, first, ...steps) => {
  const reader = new FakeReader();
  reader.served.push({group: 'example.com', version: 'v1', kind: 'Widget', plural: 'widgets', namespaced: true});
  const clock = new HeldClock();
  let outcome: unknown;
  reader.put(first);
  awaitReady({reader, clock, targets: {references: [referenceOf(first)]}, timeout: 900}).then(
    () => (outcome = 'ready'),
    (error: unknown) => (outcome = error),
  );
  await settle();
  for (const step of steps) {
    expect(outcome).toBeUndefined();
    if (typeof step === 'number') for (let second = 0; second < step; second++) await clock.advance(1);
    else if ('gone' in step) reader.remove(step.gone as KubeObject);
    else reader.put(step as KubeObject);
    await settle();
  }
  expect(outcome).toBe('ready');
});

test('there are as many stories as were promised', () => expect(stories.length).toBeGreaterThanOrEqual(30));
