// What kubelets, container runtimes, controllers and the API server say of trouble, word for word, and what kflow makes of it.
import {describe, expect, test} from '@jest/globals';
import {causes} from '../../src/cluster/failure/causes.js';
import {findFailures, subjectOf} from '../../src/cluster/failure/find-failures.js';
import {readinessOf} from '../../src/cluster/readiness/readiness-of.js';
import type {OwnedObjects} from '../../src/cluster/diagnosis/newest-pods.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import {deployment, object, pod, replicaSet, type ContainerStory, type Parts} from './objects.js';

const web = deployment({available: 0});
const set = replicaSet(web, '1');

function found(workload: KubeObject, owned: Partial<OwnedObjects>) {
  const all = {pods: [], replicaSets: [], ...owned};
  return findFailures(subjectOf(workload, readinessOf(workload), all));
}

const ofPod = (story: ContainerStory, parts: Parts = {}, events: KubeObject[] = []) =>
  found(web, {pods: [pod('web-x', set, story, parts)], replicaSets: [set], events});

let count = 0;
const warning = (about: KubeObject, reason: string, message: string, lastTimestamp = '2026-01-01T00:00:10Z') =>
  object('v1', 'Event', `e${++count}`, {
    type: 'Warning',
    reason,
    message,
    lastTimestamp,
    involvedObject: {uid: about.metadata.uid},
  });

const image = 'docker.io/library/nope:1';
const containerd = (code: string, what: string) =>
  `rpc error: code = ${code} desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${what}`;

describe('images', () => {
  test.each([
    ['image-not-found', containerd('NotFound', `${image}: not found`)],
    ['image-not-found', 'reading manifest 1 in docker.io/library/nope: manifest unknown'],
    [
      'image-not-found',
      'Error response from daemon: manifest for nope:1 not found: manifest unknown: manifest unknown',
    ],
    [
      'image-unauthorized',
      containerd(
        'Unknown',
        'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      ),
    ],
    [
      'image-unauthorized',
      containerd(
        'Unknown',
        'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://r.example/token: 401 Unauthorized',
      ),
    ],
    [
      'image-unauthorized',
      containerd('Unknown', 'unexpected status from HEAD request to https://r.example: 403 Forbidden'),
    ],
    ['image-unauthorized', 'reading manifest latest in r.example/x: requested access to the resource is denied'],
    [
      'image-platform',
      'rpc error: code = NotFound desc = failed to pull and unpack image "x": no match for platform in manifest: not found',
    ],
    ['image-platform', 'no matching manifest for linux/arm64/v8 in the manifest list entries'],
    [
      'image-rate-limit',
      containerd(
        'Unknown',
        'unexpected status code https://registry-1.docker.io/v2/x: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
      ),
    ],
    [
      'image-registry',
      containerd(
        'Unknown',
        'failed to do request: Head "https://r.example/v2": dial tcp: lookup r.example on 10.0.0.10:53: no such host',
      ),
    ],
    [
      'image-registry',
      containerd('Unknown', 'failed to do request: Head "https://r": dial tcp 10.0.0.1:443: i/o timeout'),
    ],
    ['image-registry', containerd('Unknown', 'unexpected status code https://r.example/v2: 503 Service Unavailable')],
    [
      'image-registry',
      'failed to do request: Head "https://r": tls: failed to verify certificate: x509: certificate has expired',
    ],
    ['image-pull', 'something new'],
  ])('%s: %s', (cause, message) => {
    expect(ofPod({waiting: 'ErrImagePull', message})).toMatchObject([{cause, reason: 'ErrImagePull'}]);
    const backOff = `Back-off pulling image "${image}"`;
    expect(ofPod({waiting: 'ImagePullBackOff', message: `${backOff}: ErrImagePull: ${message}`})).toMatchObject([
      {cause},
    ]);
    // Kubelets before 1.31 do not say why they back off; the event does.
    const subject = pod('web-x', set, {});
    const event = warning(subject, 'Failed', `Failed to pull image "${image}": ${message}`);
    expect(ofPod({waiting: 'ImagePullBackOff', message: backOff}, {}, [event])).toMatchObject([{cause}]);
  });

  test('what the image is called says nothing', () => {
    const named = 'r.example/access-denied:1';
    const message = `failed to resolve reference "${named}": ${named}: not found`;
    const spec = {containers: [{name: 'app', image: named}]};
    expect(ofPod({waiting: 'ErrImagePull', message}, {spec})).toMatchObject([{cause: 'image-not-found'}]);
  });

  test.each([
    ['InvalidImageName', 'image-name-invalid'],
    ['ErrImageNeverPull', 'image-never-pulled'],
  ])('%s', (waiting, cause) => expect(ofPod({waiting})).toMatchObject([{cause}]));
});

describe('containers', () => {
  const named = (name: string, kind: string, key?: string) => ({
    missing: {group: '', version: 'v1', kind, namespace: 'shop', name, ...(key === undefined ? {} : {key})},
  });
  test.each([
    ['secret "db-creds" not found', 'secret-missing', named('db-creds', 'Secret')],
    ['configmap "web" not found', 'config-missing', named('web', 'ConfigMap')],
    ["couldn't find key password in Secret shop/db-creds", 'key-missing', named('db-creds', 'Secret', 'password')],
    ["couldn't find key a.b in ConfigMap shop/web", 'key-missing', named('web', 'ConfigMap', 'a.b')],
    ['container has runAsNonRoot and image will run as root (pod: "web-x", container: app)', 'container-config', {}],
  ])('%s', (message, cause, more) => {
    expect(ofPod({waiting: 'CreateContainerConfigError', message})).toMatchObject([{cause, ...more}]);
  });

  test.each([
    [
      'RunContainerError',
      'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "serve": executable file not found in $PATH: unknown',
      'command-not-found',
    ],
    ['RunContainerError', 'failed to start container: device or resource busy', 'container-start'],
    ['CreateContainerError', 'context deadline exceeded', 'container-start'],
    ['PostStartHookError', 'command /warm.sh exited with 1', 'post-start-hook'],
  ])('%s: %s', (waiting, message, cause) => expect(ofPod({waiting, message})).toMatchObject([{cause, message}]));

  test('a start error behind a back-off', () => {
    const message = 'exec: "serve": executable file not found in $PATH: unknown';
    const status = {
      containerStatuses: [
        {
          name: 'app',
          ready: false,
          restartCount: 1,
          state: {waiting: {reason: 'CrashLoopBackOff', message: 'back-off 10s'}},
          lastState: {terminated: {exitCode: 128, reason: 'StartError', message}},
        },
      ],
    };
    expect(ofPod({}, {status})).toMatchObject([
      {cause: 'command-not-found', reason: 'StartError', message, exitCode: 128},
    ]);
  });

  const crashing = {waiting: 'CrashLoopBackOff', restarts: 2, exit: 1};
  const subject = pod('web-x', set, crashing);

  test('a crash loop, by why', () => {
    expect(ofPod({...crashing, restarts: 1})).toEqual([]);
    expect(ofPod(crashing)).toMatchObject([{cause: 'crash-loop', exitCode: 1, restarts: 2}]);
    const probe = (kind: string) =>
      warning(subject, 'Unhealthy', `${kind} probe failed: HTTP probe failed with statuscode: 500`);
    expect(ofPod(crashing, {}, [probe('Liveness')])).toMatchObject([{cause: 'liveness-probe'}]);
    expect(ofPod(crashing, {}, [probe('Startup')])).toMatchObject([{cause: 'liveness-probe'}]);
    expect(ofPod(crashing, {}, [probe('Readiness')])).toMatchObject([{cause: 'crash-loop'}]);
    const status = structuredClone(subject.status);
    status.containerStatuses[0].lastState.terminated = {exitCode: 137, reason: 'OOMKilled'};
    expect(ofPod(crashing, {status})).toMatchObject([{cause: 'out-of-memory', exitCode: 137}]);
  });

  test('a readiness probe that fails after restarts', () => {
    const event = warning(subject, 'Unhealthy', 'Readiness probe failed: connection refused');
    expect(ofPod({running: true, restarts: 0}, {}, [event])).toEqual([]);
    expect(ofPod({running: true, restarts: 2}, {}, [event])).toMatchObject([
      {cause: 'readiness-probe', message: 'Readiness probe failed: connection refused'},
    ]);
    expect(ofPod({running: true, ready: true, restarts: 2}, {}, [event])).toEqual([]);
  });
});

describe('volumes and nodes', () => {
  const creating = {waiting: 'ContainerCreating'};
  const subject = pod('web-x', set, creating);
  const mount = (message: string, reason = 'FailedMount') => ofPod(creating, {}, [warning(subject, reason, message)]);

  test.each([
    ['MountVolume.SetUp failed for volume "c" : secret "tls" not found', 'secret-missing'],
    ['MountVolume.SetUp failed for volume "c" : configmap "web" not found', 'config-missing'],
    ['MountVolume.SetUp failed for volume "data" : mount failed: exit status 32', 'volume-mount'],
  ])('%s', (message, cause) => expect(mount(message)).toMatchObject([{cause, reason: 'FailedMount', message}]));

  test('a volume that is still elsewhere comes along, and a pod that started has its volumes', () => {
    const busy = 'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) web-y';
    expect(mount(busy, 'FailedAttachVolume')).toEqual([]);
    const event = warning(subject, 'FailedMount', 'MountVolume.SetUp failed for volume "c" : secret "tls" not found');
    expect(ofPod({running: true}, {}, [event])).toEqual([]);
  });

  const unschedulable = (message: string, spec = {}) =>
    found(web, {
      replicaSets: [set],
      pods: [
        pod(
          'web-x',
          set,
          {},
          {
            spec,
            status: {
              containerStatuses: [],
              conditions: [{type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message}],
            },
          },
        ),
      ],
    });

  test('no node', () => {
    expect(unschedulable('0/3 nodes are available: 3 Insufficient cpu.')).toMatchObject([{cause: 'unschedulable'}]);
    const noClaim =
      '0/3 nodes are available: persistentvolumeclaim "data" not found. preemption: 0/3 nodes are available';
    expect(unschedulable(noClaim)).toMatchObject([
      {cause: 'claim-missing', missing: {kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'data'}},
    ]);
    const ephemeral = {volumes: [{name: 'data', ephemeral: {}}]};
    expect(unschedulable(noClaim.replace('"data"', '"web-x-data"'), ephemeral)).toMatchObject([
      {cause: 'unschedulable'},
    ]);
  });

  test('claims', () => {
    const claim = object('v1', 'PersistentVolumeClaim', 'data', {spec: {}, status: {phase: 'Pending'}});
    const told = (message: string) => found(claim, {events: [warning(claim, 'ProvisioningFailed', message)]});
    expect(told('storageclass.storage.k8s.io "fast" not found')).toMatchObject([
      {cause: 'storage-class-missing', missing: {kind: 'StorageClass', name: 'fast'}},
    ]);
    expect(told('rpc error: code = ResourceExhausted desc = no space')).toMatchObject([{cause: 'volume-provisioning'}]);
    expect(found({...claim, status: {phase: 'Lost'}}, {})).toMatchObject([{cause: 'claim-lost'}]);
  });
});

describe('pods that may not be created', () => {
  const messages: [cause: string, message: string][] = [
    [
      'quota-exceeded',
      'pods "web-x" is forbidden: exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
    ],
    ['quota-unspecified', 'pods "web-x" is forbidden: failed quota: few: must specify limits.cpu for: app'],
    [
      'pod-security',
      'pods "web-x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    ],
    [
      'service-account-missing',
      'pods "web-" is forbidden: error looking up service account shop/web: serviceaccount "web" not found',
    ],
    ['priority-class-missing', 'pods "web-" is forbidden: no PriorityClass with name high was found'],
    ['admission-denied', 'admission webhook "policy.example.com" denied the request: no latest tags'],
    [
      'admission-denied',
      `pods "web-x" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'p' denied request: no`,
    ],
    [
      'webhook-unreachable',
      'Internal error occurred: failed calling webhook "policy.example.com": failed to call webhook: Post "https://p.kube-system.svc:443/": dial tcp 10.0.0.3:443: connect: connection refused',
    ],
    ['limit-range', 'pods "web-x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi'],
    ['pods-refused', 'Pod "web-x" is invalid: spec.containers[0].image: Required value'],
  ];

  test.each(messages)('%s: the ReplicaSet says it', (cause, message) => {
    const condition = {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message};
    const failing = replicaSet(web, '1', {status: {conditions: [condition]}});
    expect(found(web, {replicaSets: [failing]})).toMatchObject([{cause, reason: 'FailedCreate', message}]);
  });

  const workloads: [string, KubeObject][] = [
    [
      'StatefulSet',
      object('apps/v1', 'StatefulSet', 'db', {spec: {replicas: 1}, status: {observedGeneration: 1, replicas: 0}}),
    ],
    [
      'DaemonSet',
      object('apps/v1', 'DaemonSet', 'log', {spec: {}, status: {observedGeneration: 1, desiredNumberScheduled: 1}}),
    ],
    ['Job', object('batch/v1', 'Job', 'once', {spec: {}, status: {}})],
  ];
  test.each(workloads)('a %s has events alone', (_, workload) => {
    const since = {
      ...workload,
      metadata: {...workload.metadata, generation: 1, managedFields: [{time: '2026-01-01T00:00:05Z'}]},
    };
    const message = `create Pod db-0 in ${workload.kind} db failed error: ${messages[0]![1]}`;
    expect(found(since, {events: [warning(since, 'FailedCreate', message)]})).toMatchObject([
      {cause: 'quota-exceeded'},
    ]);
    // Of before the last change.
    expect(found(since, {events: [warning(since, 'FailedCreate', message, '2026-01-01T00:00:04Z')]})).toEqual([]);
    // It went through after all.
    const labels = {'controller-revision-hash': undefined as unknown as string};
    const created = pod('db-0', since, {running: true}, {metadata: {labels}});
    expect(found(since, {pods: [created], events: [warning(since, 'FailedCreate', message)]})).toEqual([]);
  });

  test('a quota that a rolling update fills up may have room again', () => {
    const condition = {type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: messages[0]![1]};
    const failing = replicaSet(web, '1', {status: {conditions: [condition]}});
    const old = replicaSet(web, '0');
    expect(found(web, {replicaSets: [failing, old], pods: [pod('web-o', old, {running: true})]})).toMatchObject([
      {mayPass: true},
    ]);
    expect(found(web, {replicaSets: [failing, old]})[0]).not.toHaveProperty('mayPass');
  });
});

describe('what failed by its own account', () => {
  const job = (reason: string) =>
    object('batch/v1', 'Job', 'migrate', {spec: {}, status: {conditions: [{type: 'Failed', status: 'True', reason}]}});
  test.each([
    ['BackoffLimitExceeded', 'job-backoff-limit'],
    ['DeadlineExceeded', 'job-deadline'],
    ['PodFailurePolicy', 'job-failed'],
  ])('Job: %s', (reason, cause) => expect(found(job(reason), {})).toMatchObject([{cause, reason}]));

  test('a pod of its own', () => {
    const once = object('v1', 'Pod', 'once', {status: {phase: 'Failed', reason: 'Evicted', message: 'low on memory'}});
    expect(found(once, {})).toMatchObject([{cause: 'pod-failed', reason: 'Evicted'}]);
  });

  test('a deadline', () => {
    const conditions = [{type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'm'}];
    expect(found(deployment({available: 0, conditions}), {})).toMatchObject([{cause: 'progress-deadline'}]);
  });
});

test('every cause says what to do', () => {
  for (const {title, hint} of Object.values(causes)) expect([title, hint].every((text) => text.length > 10)).toBe(true);
  expect(Object.keys(causes).length).toBeGreaterThanOrEqual(25);
});
