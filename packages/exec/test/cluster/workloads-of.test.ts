import {expect, test} from '@jest/globals';
import {releaseSelector, workloadsOf} from '../../src/cluster/workloads-of.js';
import {FakeReader} from './fake-reader.js';
import {deployment, object} from './objects.js';

test('each workload once, whoever names it; a cluster-scoped object has no namespace', async () => {
  const reader = new FakeReader();
  const labels = {'app.kubernetes.io/instance': 'web'};
  const web = deployment();
  const owned = object('apps/v1', 'DaemonSet', 'owned', {
    metadata: {labels, ownerReferences: [{apiVersion: 'x/v1', kind: 'X', name: 'x', uid: 'x', controller: true}]},
  });
  reader.put(
    {...web, metadata: {...web.metadata, labels}},
    owned,
    object('apps/v1', 'StatefulSet', 'db', {metadata: {labels}}),
  );
  const {namespace: _, ...bare} = web.metadata;
  const found = await workloadsOf(reader, {
    namespace: 'shop',
    workloads: [
      {kind: 'deployments', name: 'web'},
      {kind: 'rollout', name: 'canary'},
    ],
    selectors: [{namespace: 'shop', labelSelector: releaseSelector('web')}],
    touched: [{group: 'batch', kind: 'Job', namespace: 'shop', name: 'migrate'}],
    manifests: [{namespace: 'shop', objects: [{...web, metadata: bare}, object('v1', 'Namespace', 'extra')]}],
  });
  expect(found.map(({group, kind, namespace, name}) => `${group}/${kind} ${namespace ?? '-'} ${name}`)).toEqual([
    'apps/Deployment shop web',
    '/rollout shop canary',
    'apps/StatefulSet shop db',
    'batch/Job shop migrate',
    '/Namespace - extra',
  ]);
});
