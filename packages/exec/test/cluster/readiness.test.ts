import {describe, expect, test} from '@jest/globals';
import {isWaitedFor, readinessOf} from '../../src/cluster/readiness/readiness-of.js';
import type {Related, Verdict} from '../../src/cluster/readiness/verdict.js';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import {deployment, object, pod} from './objects.js';

type Row = [what: string, object: KubeObject, state: Verdict['state'], message: string | RegExp, related?: Related];

function table(rows: Row[]): void {
  for (const [what, given, state, message, related] of rows) {
    test(what, () => {
      const verdict = readinessOf(given, related);
      expect(verdict.state).toBe(state);
      expect(verdict.message).toMatch(message);
      expect(verdict.ready).toBeLessThanOrEqual(verdict.total);
      if (state === 'ready' && !/paused|suspended/.test(verdict.message)) expect(verdict.ready).toBe(verdict.total);
    });
  }
}

const deadline = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-1" has timed out progressing.',
};

describe('Deployment', () => {
  table([
    ['all updated and available', deployment({replicas: 3, available: 3}), 'ready', '3/3 ready'],
    ['no replicas wanted', deployment({replicas: 0}), 'ready', '0/0 ready'],
    [
      'fresh, without a status',
      object('apps/v1', 'Deployment', 'web', {metadata: {generation: 1}, spec: {}}),
      'progressing',
      'controller',
    ],
    [
      'ready, but of the generation before',
      deployment({replicas: 3, available: 3, generation: 2, observed: 1}),
      'progressing',
      'controller',
    ],
    ['half updated', deployment({replicas: 3, updated: 1, available: 3}), 'progressing', '1/3 updated'],
    ['old pods still there', deployment({replicas: 3, current: 4, available: 3}), 'progressing', '1 old pods'],
    ['too few available', deployment({replicas: 3, available: 1}), 'progressing', '1/3 ready'],
    ['past its deadline', deployment({replicas: 3, available: 1, conditions: [deadline]}), 'failed', /timed out/],
    [
      'a deadline of the generation before',
      deployment({generation: 2, observed: 1, conditions: [deadline]}),
      'progressing',
      'controller',
    ],
    ['paused', deployment({replicas: 2, available: 1, updated: 0, paused: true}), 'ready', 'paused, 1/2 available'],
    [
      'being deleted',
      {
        ...deployment({available: 1}),
        metadata: {name: 'web', generation: 1, deletionTimestamp: '2026-01-01T00:00:00Z'},
      },
      'progressing',
      'is being deleted',
    ],
  ]);
});

function statefulSet(spec: object, status: object, generation = 1): KubeObject {
  const revisions = {currentRevision: 'db-1', updateRevision: 'db-1'};
  return object('apps/v1', 'StatefulSet', 'db', {
    metadata: {generation},
    spec,
    status: {observedGeneration: 1, ...revisions, ...status},
  });
}

describe('StatefulSet', () => {
  const partition = (value: number): object => ({
    replicas: 3,
    updateStrategy: {type: 'RollingUpdate', rollingUpdate: {partition: value}},
  });
  const full = {replicas: 3, readyReplicas: 3, updatedReplicas: 3};
  table([
    ['all there', statefulSet({replicas: 3}, full), 'ready', '3/3 ready'],
    [
      'replicas default to one',
      statefulSet({}, {replicas: 1, readyReplicas: 1, updatedReplicas: 1}),
      'ready',
      '1/1 ready',
    ],
    [
      'never observed',
      statefulSet({replicas: 1}, {...full, observedGeneration: undefined}),
      'progressing',
      'controller',
    ],
    ['the generation before', statefulSet({replicas: 3}, full, 2), 'progressing', 'controller'],
    ['too few ready', statefulSet({replicas: 3}, {...full, readyReplicas: 2}), 'progressing', '2/3 ready'],
    [
      'ready, not yet for long enough',
      statefulSet({replicas: 3, minReadySeconds: 9}, {...full, availableReplicas: 1}),
      'progressing',
      '1/3 ready',
    ],
    [
      'ready, but not updated',
      statefulSet({replicas: 3}, {...full, updatedReplicas: 1, updateRevision: 'db-2'}),
      'progressing',
      '1/3 updated',
    ],
    [
      'updated, revision not settled',
      statefulSet({replicas: 3}, {...full, updateRevision: 'db-2'}),
      'progressing',
      /new revision/,
    ],
    [
      'above the partition updated',
      statefulSet(partition(2), {...full, updatedReplicas: 1, updateRevision: 'db-2'}),
      'ready',
      '3/3 ready',
    ],
    [
      'above the partition not updated',
      statefulSet(partition(1), {...full, updatedReplicas: 1, updateRevision: 'db-2'}),
      'progressing',
      '1/2 updated',
    ],
    [
      'a partition of everything',
      statefulSet(partition(5), {...full, updatedReplicas: 0, updateRevision: 'db-2'}),
      'ready',
      '3/3 ready',
    ],
    [
      'OnDelete with old pods',
      statefulSet(
        {replicas: 3, updateStrategy: {type: 'OnDelete'}},
        {...full, updatedReplicas: 0, updateRevision: 'db-2'},
      ),
      'ready',
      '3/3 ready',
    ],
    [
      'OnDelete with too few',
      statefulSet({replicas: 3, updateStrategy: {type: 'OnDelete'}}, {...full, readyReplicas: 0}),
      'progressing',
      '0/3 ready',
    ],
    ['scaled down, pods still there', statefulSet({replicas: 1}, full), 'progressing', '2 pods too many'],
  ]);
});

function daemonSet(status: object, type = 'RollingUpdate', generation = 1): KubeObject {
  return object('apps/v1', 'DaemonSet', 'agent', {
    metadata: {generation},
    spec: {updateStrategy: {type}},
    status: {observedGeneration: 1, ...status},
  });
}

describe('DaemonSet', () => {
  const full = {desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2};
  table([
    ['on every node', daemonSet(full), 'ready', '2/2 ready'],
    ['on no node', daemonSet({desiredNumberScheduled: 0}), 'ready', 'no node wants it'],
    [
      'fresh',
      object('apps/v1', 'DaemonSet', 'agent', {metadata: {generation: 1}, spec: {}, status: {}}),
      'progressing',
      'controller',
    ],
    ['the generation before', daemonSet(full, 'RollingUpdate', 2), 'progressing', 'controller'],
    ['half updated', daemonSet({...full, updatedNumberScheduled: 1}), 'progressing', '1/2 updated'],
    ['half available', daemonSet({...full, numberAvailable: 1}), 'progressing', '1/2 ready'],
    ['OnDelete with old pods', daemonSet({...full, updatedNumberScheduled: 0}, 'OnDelete'), 'ready', '2/2 ready'],
    ['OnDelete with too few', daemonSet({...full, numberAvailable: 0}, 'OnDelete'), 'progressing', '0/2 ready'],
  ]);
});

describe('ReplicaSet, Job, Pod', () => {
  const set = (spec: object, status: object): KubeObject =>
    object('apps/v1', 'ReplicaSet', 'rs', {
      metadata: {generation: 1},
      spec,
      status: {observedGeneration: 1, ...status},
    });
  const job = (conditions: object[], more: object = {}, metadata = {}): KubeObject =>
    object('batch/v1', 'Job', 'migrate', {
      metadata,
      spec: {completions: 2, ...more},
      status: {succeeded: 1, conditions},
    });
  const phase = (value: string, status: object = {}): KubeObject =>
    object('v1', 'Pod', 'p', {status: {phase: value, ...status}});
  table([
    ['ReplicaSet available', set({replicas: 2}, {replicas: 2, availableReplicas: 2}), 'ready', '2/2 ready'],
    ['ReplicaSet on its way', set({replicas: 2}, {replicas: 2, availableReplicas: 1}), 'progressing', '1/2 ready'],
    [
      'ReplicaSet scaled down',
      set({replicas: 0}, {replicas: 2, availableReplicas: 2}),
      'progressing',
      '2 pods too many',
    ],
    ['Job under way', job([]), 'progressing', '1/2 completed'],
    ['Job complete', job([{type: 'Complete', status: 'True'}]), 'ready', 'complete'],
    [
      'Job complete and cleaned up',
      job([{type: 'Complete', status: 'True'}], {}, {deletionTimestamp: 'now'}),
      'ready',
      'complete',
    ],
    ['Job about to complete', job([{type: 'SuccessCriteriaMet', status: 'True'}]), 'progressing', '1/2 completed'],
    [
      'Job failed',
      job([
        {
          type: 'Failed',
          status: 'True',
          reason: 'BackoffLimitExceeded',
          message: 'Job has reached the specified backoff limit',
        },
      ]),
      'failed',
      /backoff limit/,
    ],
    ['Job suspended', job([{type: 'Suspended', status: 'True'}], {suspend: true}), 'ready', 'suspended'],
    ['Pod ready', pod('p', undefined, {running: true, ready: true}), 'ready', 'ready'],
    ['Pod running, not ready', pod('p', undefined, {running: true}), 'progressing', /^Running/],
    ['Pod waiting', pod('p', undefined, {waiting: 'ImagePullBackOff'}), 'progressing', 'Pending: ImagePullBackOff'],
    ['Pod completed', phase('Succeeded'), 'ready', 'completed'],
    [
      'Pod failed',
      phase('Failed', {reason: 'Evicted', message: 'The node was low on resource: memory.'}),
      'failed',
      /low on resource/,
    ],
  ]);
});

describe('PersistentVolumeClaim', () => {
  const claim = (phase: string): KubeObject => object('v1', 'PersistentVolumeClaim', 'data', {status: {phase}});
  const consumer = object('v1', 'Pod', 'db-0', {
    spec: {volumes: [{name: 'data', persistentVolumeClaim: {claimName: 'data'}}]},
  });
  const elsewhere = {...consumer, metadata: {...consumer.metadata, namespace: 'other'}};
  const bindingMode = 'WaitForFirstConsumer';
  table([
    ['bound', claim('Bound'), 'ready', 'bound'],
    ['lost', claim('Lost'), 'failed', 'volume is gone'],
    ['pending', claim('Pending'), 'progressing', 'waiting to be bound', {bindingMode: 'Immediate', pods: []}],
    [
      'waiting for a pod that is not there',
      claim('Pending'),
      'ready',
      /first consumer/,
      {bindingMode, pods: [elsewhere]},
    ],
    [
      'pending with the pod there',
      claim('Pending'),
      'progressing',
      'waiting to be bound',
      {bindingMode, pods: [consumer]},
    ],
  ]);
});

describe('CustomResourceDefinition, Namespace, Service', () => {
  const definition = (...conditions: object[]): KubeObject =>
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'certs.example.com', {status: {conditions}});
  const established = {type: 'Established', status: 'True'};
  const service = (spec: object, status: object = {}): KubeObject => object('v1', 'Service', 'web', {spec, status});
  table([
    ['established', definition(established, {type: 'NamesAccepted', status: 'True'}), 'ready', 'established'],
    [
      'not yet',
      definition({type: 'NamesAccepted', status: 'True'}, {type: 'Established', status: 'False'}),
      'progressing',
      'established',
    ],
    ['fresh', definition(), 'progressing', 'established'],
    [
      'names taken',
      definition({
        type: 'NamesAccepted',
        status: 'False',
        reason: 'ListKindConflict',
        message: '"CertList" is already in use',
      }),
      'failed',
      /already in use/,
    ],
    ['namespace active', object('v1', 'Namespace', 'shop', {status: {phase: 'Active'}}), 'ready', 'active'],
    [
      'namespace terminating',
      object('v1', 'Namespace', 'shop', {status: {phase: 'Terminating'}}),
      'progressing',
      'deleted',
    ],
    ['cluster IP', service({type: 'ClusterIP'}), 'ready', 'ready'],
    ['load balancer without address', service({type: 'LoadBalancer'}, {loadBalancer: {}}), 'progressing', /address/],
    [
      'load balancer with an address',
      service({type: 'LoadBalancer'}, {loadBalancer: {ingress: [{ip: '192.0.2.1'}]}}),
      'ready',
      '192.0.2.1',
    ],
    [
      'load balancer with a name',
      service({type: 'LoadBalancer'}, {loadBalancer: {ingress: [{hostname: 'lb.example.com'}]}}),
      'ready',
      'lb.example.com',
    ],
    [
      'load balancer with external addresses',
      service({type: 'LoadBalancer', externalIPs: ['192.0.2.1']}),
      'ready',
      'ready',
    ],
  ]);
});

describe('any other kind', () => {
  const custom = (status: object | undefined, generation = 1): KubeObject =>
    object('cert-manager.io/v1', 'Certificate', 'tls', {
      metadata: {generation},
      ...(status === undefined ? {} : {status}),
    });
  const condition = (type: string, status: string, more: object = {}): object => ({
    conditions: [{type, status, message: 'because', ...more}],
  });
  table([
    ['no status', custom(undefined), 'ready', 'exists'],
    ['a status without conditions', custom({phase: 'Whatever'}), 'ready', 'exists'],
    ['other conditions only', custom(condition('Issuing', 'True')), 'ready', 'exists'],
    ['conditions that are no list', custom({conditions: {Ready: 'False'}}), 'ready', 'exists'],
    ['ready', custom(condition('Ready', 'True')), 'ready', 'ready'],
    ['not ready', custom(condition('Ready', 'False')), 'progressing', 'because'],
    ['unknown', custom(condition('Ready', 'Unknown')), 'progressing', 'because'],
    ['available', custom(condition('Available', 'True')), 'ready', 'ready'],
    ['not available', custom(condition('Available', 'False')), 'progressing', 'because'],
    [
      'ready goes before available',
      custom({
        conditions: [
          {type: 'Available', status: 'True'},
          {type: 'Ready', status: 'False', message: 'because'},
        ],
      }),
      'progressing',
      'because',
    ],
    ['observed before', custom({observedGeneration: 1, ...condition('Ready', 'True')}, 2), 'progressing', 'controller'],
    [
      'a condition of before',
      custom(condition('Ready', 'True', {observedGeneration: 1}), 2),
      'progressing',
      'controller',
    ],
    ['stalled', custom(condition('Stalled', 'True')), 'failed', 'because'],
    [
      'reconciling',
      custom({
        conditions: [
          {type: 'Reconciling', status: 'True', message: 'because'},
          {type: 'Ready', status: 'True'},
        ],
      }),
      'progressing',
      'because',
    ],
    [
      'APIService',
      object('apiregistration.k8s.io/v1', 'APIService', 'v1.x', {status: condition('Available', 'False')}),
      'progressing',
      'because',
    ],
  ]);
});

test.each([
  [{group: 'apps', kind: 'Deployment'}, true],
  [{group: '', kind: 'Service'}, true],
  [{group: '', kind: 'ConfigMap'}, false],
  [{group: 'rbac.authorization.k8s.io', kind: 'Role'}, false],
  [{group: 'autoscaling', kind: 'HorizontalPodAutoscaler'}, false],
  [{group: 'apiregistration.k8s.io', kind: 'APIService'}, true],
  [{group: 'gateway.networking.k8s.io', kind: 'Gateway'}, true],
  [{group: 'cert-manager.io', kind: 'Certificate'}, true],
])('%j is waited for: %s', (kind, expected) => {
  expect(isWaitedFor(kind)).toBe(expected);
});
