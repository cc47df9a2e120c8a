import {beforeEach, expect, test} from '@jest/globals';
import {ReadError} from '../../../src/cluster/read/read-error.js';
import {findStrangers} from '../../../src/operations/namespaces/find-strangers.js';
import {keptNamespaces} from '../../../src/operations/namespaces/kept-namespaces.js';
import type {LeftBehind} from '../../../src/operations/namespaces/left-by-project.js';
import type {KubeObject, ObjectMeta} from '../../../src/ports/cluster-reader.js';
import {FakeReader} from '../../cluster/fake-reader.js';
import {object} from '../../cluster/objects.js';

let reader: FakeReader;
beforeEach(() => {
  reader = new FakeReader();
  for (const [group, kind, plural] of [
    ['', 'ServiceAccount', 'serviceaccounts'],
    ['', 'Endpoints', 'endpoints'],
    ['coordination.k8s.io', 'Lease', 'leases'],
    ['example.com', 'Widget', 'widgets'],
  ] as const) {
    reader.served.push({group, version: 'v1', kind, plural, namespaced: true});
  }
});

const left: LeftBehind = {
  releases: new Set(['ours']),
  kept: new Set(['Secret/shop/once']),
  statefulSets: new Set(['shop/db']),
};

/** An object with metadata of its own. */
function made(apiVersion: string, kind: string, name: string, metadata: Partial<ObjectMeta> = {}): KubeObject {
  const given = object(apiVersion, kind, name);
  return {...given, metadata: {...given.metadata, uid: `${kind}-${name}`, ...metadata}};
}

async function strangers(...objects: KubeObject[]): Promise<string[]> {
  reader.put(...objects);
  return (await findStrangers(reader, 'shop', left)).objects;
}

const owner = (kind: string, apiVersion = 'v1') => ({
  ownerReferences: [{apiVersion, kind, name: 'o', uid: 'owner'}],
});
const helmRecord = (release: string): [string, Partial<ObjectMeta>] => [
  `sh.helm.release.v1.${release}.v3`,
  {labels: {owner: 'helm', name: release}},
];

test.each<[string, KubeObject]>([
  ['the default ServiceAccount', made('v1', 'ServiceAccount', 'default')],
  ['the root CA', made('v1', 'ConfigMap', 'kube-root-ca.crt')],
  ['an event', made('v1', 'Event', 'web.1')],
  ['endpoints', made('v1', 'Endpoints', 'web')],
  ['a lease', made('coordination.k8s.io/v1', 'Lease', 'operator')],
  ['a token', made('v1', 'Secret', 't', {annotations: {'kubernetes.io/service-account.name': 'default'}})],
  ['a certificate', made('v1', 'Secret', 'tls', {annotations: {'cert-manager.io/certificate-name': 'tls'}})],
  ['what has an owner in it', made('v1', 'Pod', 'p', owner('ReplicaSet', 'apps/v1'))],
  ['what had an owner of a kind that went', made('v1', 'Pod', 'p', owner('Gone', 'gone.example.com/v1'))],
  ['what is going away', made('v1', 'ConfigMap', 'c', {deletionTimestamp: 'now'})],
  ['a record of our release', made('v1', 'Secret', ...helmRecord('ours'))],
  ['what our chart keeps', made('v1', 'ConfigMap', 'c', {annotations: {'meta.helm.sh/release-name': 'ours'}})],
  [
    "what our chart's hook made",
    made('batch/v1', 'Job', 'hook', {
      labels: {'app.kubernetes.io/instance': 'ours', 'app.kubernetes.io/managed-by': 'Helm'},
    }),
  ],
  ['a Secret that ifNotExists made', made('v1', 'Secret', 'once')],
  ["a claim of our StatefulSet's", made('v1', 'PersistentVolumeClaim', 'data-db-0')],
  [
    "a claim of our release's StatefulSet",
    made('v1', 'PersistentVolumeClaim', 'data-x-0', {labels: {'app.kubernetes.io/instance': 'ours'}}),
  ],
])('%s is no stranger', async (_, given) => {
  expect(await strangers(given)).toEqual([]);
});

test.each<[string, KubeObject, string]>([
  ['anything else', made('apps/v1', 'Deployment', 'theirs'), 'deployment/theirs'],
  ['a custom resource', made('example.com/v1', 'Widget', 'w'), 'widget.example.com/w'],
  ['a pod that nobody owns', made('v1', 'Pod', 'debug'), 'pod/debug'],
  ['what belongs to something of the cluster', made('v1', 'Pod', 'p', owner('Namespace')), 'pod/p'],
  ["another's release", made('v1', 'Secret', ...helmRecord('theirs')), 'release/theirs'],
  ['a Secret of another name', made('v1', 'Secret', 'twice'), 'secret/twice'],
  ['a claim of another set', made('v1', 'PersistentVolumeClaim', 'data-mydb-0'), 'persistentvolumeclaim/data-mydb-0'],
  ['a claim that looks like one', made('v1', 'PersistentVolumeClaim', 'data-db'), 'persistentvolumeclaim/data-db'],
])('%s is a stranger', async (_, given, name) => {
  expect(await strangers(given)).toEqual([name]);
});

test('what is elsewhere does not count', async () => {
  expect(await strangers(made('v1', 'ConfigMap', 'c', {namespace: 'other'}))).toEqual([]);
});

test('what cannot be seen is said: a kind that may not be listed, an API server that does not answer', async () => {
  reader.refused.set('Widget', new ReadError({status: 403, reason: 'Forbidden', message: 'no'}));
  reader.refused.set('Lease', new ReadError({status: 404, reason: 'NotFound', message: 'gone'}));
  reader.unavailable.push('metrics.k8s.io/v1beta1');
  const found = await findStrangers(reader, 'shop', left);
  expect(found.unseen).toEqual([
    {what: 'metrics.k8s.io/v1beta1', why: 'its API server does not answer'},
    {what: 'widgets.example.com', why: 'you may not list them'},
  ]);
  expect(keptNamespaces([found])).toMatchObject({
    code: 'KF815',
    message:
      'namespace shop is kept, because it cannot be seen whether it is empty: metrics.k8s.io/v1beta1 (its API server does not answer), ' +
      'widgets.example.com (you may not list them)',
  });
});

test('five are named, the others counted', () => {
  const objects = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `pod/${name}`);
  expect(keptNamespaces([{namespace: 'shop', objects, unseen: []}]).message).toBe(
    'namespace shop is kept, because these are not of the project: pod/a, pod/b, pod/c, pod/d, pod/e and 2 more',
  );
});
