import {beforeEach, expect, test} from '@jest/globals';
import {Controllers} from '../../../src/cluster/finalizers/controllers.js';
import {explainHold} from '../../../src/cluster/finalizers/explain-hold.js';
import {ReadError} from '../../../src/cluster/read/read-error.js';
import type {KubeObject} from '../../../src/ports/cluster-reader.js';
import {FakeReader} from '../fake-reader.js';
import {object} from '../objects.js';

let reader: FakeReader;
beforeEach(() => {
  reader = new FakeReader();
});

/** An object that is being deleted. */
function going(given: KubeObject, ...finalizers: string[]): KubeObject {
  return {...given, metadata: {...given.metadata, deletionTimestamp: 'now', finalizers}};
}

function owned(given: KubeObject, owner: KubeObject): KubeObject {
  const {apiVersion, kind, metadata} = owner;
  const reference = {apiVersion, kind, name: metadata.name, uid: metadata.uid!};
  return {...given, metadata: {...given.metadata, ownerReferences: [reference]}};
}

async function explain(held: KubeObject): Promise<string[]> {
  return (await explainHold(reader, held, new Controllers(reader))).map(({text}) => text);
}

const uid = (given: KubeObject, own: string): KubeObject => ({...given, metadata: {...given.metadata, uid: own}});

test('what is not being deleted is held by nothing', async () => {
  expect(await explain(object('v1', 'ConfigMap', 'c'))).toEqual([]);
  expect(reader.reads).toEqual([]);
});

test('a foreground deletion names the lowest that are left, and a node that does not answer', async () => {
  const web = going(uid(object('apps/v1', 'Deployment', 'web'), 'd'), 'foregroundDeletion');
  const set = owned(uid(object('apps/v1', 'ReplicaSet', 'web-1'), 'r'), web);
  const pod = going(owned(uid(object('v1', 'Pod', 'web-1-a', {spec: {nodeName: 'n1'}}), 'p'), set));
  const other = uid(object('v1', 'Pod', 'other'), 'o');
  const node = object('v1', 'Node', 'n1', {status: {conditions: [{type: 'Ready', status: 'Unknown'}]}});
  delete node.metadata.namespace;
  reader.served.push({group: '', version: 'v1', kind: 'Node', plural: 'nodes', namespaced: false});
  reader.put(web, set, pod, other, node);
  expect(await explain(web)).toEqual(['waits for pod/web-1-a; node n1 is not ready, so that its pods do not end']);
  const [hold] = await explainHold(reader, web, new Controllers(reader));
  expect(hold?.below.map(({metadata}) => metadata.name).sort()).toEqual(['web-1', 'web-1-a']);
});

test('a claim names the pods that use it: not those without a node, nor those that ended', async () => {
  const user = (name: string, spec: object, phase = 'Running') =>
    object('v1', 'Pod', name, {
      spec: {volumes: [{name: 'v', persistentVolumeClaim: {claimName: 'data'}}], ...spec},
      status: {phase},
    });
  reader.put(
    user('running', {nodeName: 'n1'}),
    user('pending', {}),
    user('over', {nodeName: 'n1'}, 'Succeeded'),
    user('another', {nodeName: 'n1', volumes: []}),
  );
  const claim = going(object('v1', 'PersistentVolumeClaim', 'data'), 'kubernetes.io/pvc-protection');
  expect(await explain(claim)).toEqual(['pod/running still uses the claim']);
});

test('a volume names its claim', async () => {
  const volume = going(
    object('v1', 'PersistentVolume', 'pv', {
      spec: {claimRef: {namespace: 'shop', name: 'data'}},
      status: {phase: 'Bound'},
    }),
    'kubernetes.io/pv-protection',
  );
  expect(await explain(volume)).toEqual(['persistentvolumeclaim/data in namespace shop is still bound to it']);
});

test('a known controller is looked for by its own names, all over the cluster', async () => {
  const secret = going(object('v1', 'Secret', 's'), 'finalizer.acme.cert-manager.io');
  expect(await explain(secret)).toEqual([
    'cert-manager clears it: no workload found that looks like it; was it deleted before its objects?',
  ]);
  const manager = object('apps/v1', 'Deployment', 'cert-manager', {spec: {replicas: 1}, status: {readyReplicas: 1}});
  reader.put({...manager, metadata: {...manager.metadata, namespace: 'cert-manager'}});
  expect(await explain(secret)).toEqual([
    'cert-manager clears it: cert-manager/deployment/cert-manager runs (1 of 1 ready): its log should say why it does not',
  ]);
});

test('who may not list workloads everywhere is told so', async () => {
  reader.list = () => Promise.reject(new ReadError({status: 403, reason: 'Forbidden', message: 'no'}));
  expect(await explain(going(object('v1', 'ConfigMap', 'c'), 'acme.io/x'))).toEqual([
    'whether it runs could not be seen: you may not list the workloads of all namespaces',
  ]);
});

test('a namespace names what is held in it, and the API server that does not answer', async () => {
  const condition = {type: 'NamespaceDeletionDiscoveryFailure', status: 'True', message: 'Discovery failed'};
  const namespace = going(object('v1', 'Namespace', 'shop', {status: {conditions: [condition]}}));
  delete namespace.metadata.namespace;
  const unavailable = {conditions: [{type: 'Available', status: 'False', message: 'service/metrics not found'}]};
  const service = object('apiregistration.k8s.io/v1', 'APIService', 'v1beta1.metrics.k8s.io', {status: unavailable});
  delete service.metadata.namespace;
  reader.served.push({
    group: 'apiregistration.k8s.io',
    version: 'v1',
    kind: 'APIService',
    plural: 'apiservices',
    namespaced: false,
  });
  reader.unavailable.push('metrics.k8s.io/v1beta1');
  reader.put(
    service,
    going(uid(object('v1', 'ConfigMap', 'c'), 'c'), 'example.com/hold'),
    going(uid(object('v1', 'Pod', 'p'), 'p')),
  );
  expect(await explain(namespace)).toEqual([
    expect.stringMatching(/^configmap\/c in it is held by finalizer example\.com\/hold \(no workload found/),
    'pod/p in it does not end',
    expect.stringMatching(/^apiservice\/v1beta1\.metrics\.k8s\.io does not answer \(service\/metrics not found\): /),
  ]);
});
