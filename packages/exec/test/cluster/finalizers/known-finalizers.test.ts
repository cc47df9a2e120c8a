import {expect, test} from '@jest/globals';
import {finalizerWords} from '../../../src/cluster/finalizers/finalizer-words.js';
import {knownFinalizer, knownFinalizers} from '../../../src/cluster/finalizers/known-finalizers.js';
import {object} from '../objects.js';

test.each([
  ['kubernetes.io/pvc-protection', 'kube-controller-manager'],
  ['longhorn.io', 'Longhorn'],
  ['finalizer.acme.cert-manager.io', 'cert-manager'],
  ['resources-finalizer.argocd.argoproj.io', 'Argo CD'],
  ['finalizers.fluxcd.io', 'Flux'],
  ['finalizer.managedresource.crossplane.io', 'Crossplane or its provider'],
  ['service.kubernetes.io/load-balancer-cleanup', 'the cloud controller manager'],
  ['external-attacher/ebs-csi-aws-com', 'the CSI attacher'],
  ['ingress.k8s.aws/resources', 'the AWS load balancer controller'],
  ['machine.cluster.x-k8s.io', 'Cluster API'],
])('%s is cleared by %s', (finalizer, controller) => {
  expect(knownFinalizer(finalizer)?.controller).toBe(controller);
});

test.each(['example.com/hold', 'notlonghorn.io', 'argoproj.io.example.com/x'])('%s is not known', (finalizer) => {
  expect(knownFinalizer(finalizer)).toBeUndefined();
});

test('each is in the table once, and says what it leaves', () => {
  expect(new Set(knownFinalizers.map(({name}) => name)).size).toBe(knownFinalizers.length);
  expect(knownFinalizers.every(({leaves}) => leaves !== '')).toBe(true);
});

test.each([
  ['acme.io/cleanup', ['acme']],
  ['finalizers.operator.acme.io', ['acme']],
  ['vault.hashicorp.com/x', ['hashicorp', 'vault']],
  ['example.com/hold', []],
  ['foregroundDeletion', []],
])('the domain of %s gives the words %j', (finalizer, words) => {
  expect(finalizerWords(finalizer, object('v1', 'ConfigMap', 'c'))).toEqual(words);
});

test('who wrote the finalizer comes first, unless it was written by hand', () => {
  const written = (manager: string) => {
    const given = object('v1', 'ConfigMap', 'c');
    const fieldsV1 = {'f:metadata': {'f:finalizers': {'v:"acme.io/x"': {}}}};
    return {...given, metadata: {...given.metadata, managedFields: [{manager, fieldsV1}]}};
  };
  expect(finalizerWords('acme.io/x', written('widget-manager'))).toEqual(['widget-manager', 'acme']);
  expect(finalizerWords('acme.io/x', written('kubectl-client-side-apply'))).toEqual(['acme']);
});
