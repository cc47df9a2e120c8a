import type {KubeObject} from '../../ports/cluster-reader.js';
import {groupOf} from '../readiness/readiness-of.js';

/**
 * Objects that every namespace is given, by kind: they say nothing about who uses it. Kubernetes' own (`default`, `kube-root-ca.crt`), and
 * those of OpenShift, Istio and GKE.
 * Sources: k8s.io/kubernetes/pkg/controller/{serviceaccount/serviceaccounts_controller.go,certificates/rootcacertpublisher/publisher.go};
 * openshift/openshift-controller-manager pkg/cmd/controller/serviceaccount.go; istio.io/istio security/pkg/k8s/controller (`istio-ca-root-cert`);
 * cloud.google.com/kubernetes-engine/quotas (`gke-resource-quotas`).
 */
const inEveryNamespace: {[kind: string]: readonly string[]} = {
  ServiceAccount: ['default', 'builder', 'deployer'],
  ConfigMap: ['kube-root-ca.crt', 'openshift-service-ca.crt', 'istio-ca-root-cert'],
  RoleBinding: ['system:deployers', 'system:image-builders', 'system:image-pullers'],
  ResourceQuota: ['gke-resource-quotas'],
};

/** Kinds that controllers write about other objects, by group; who uses the namespace shows in those others. */
const aboutOthers: {[group: string]: readonly string[]} = {
  '': ['Event', 'Endpoints'],
  'events.k8s.io': ['Event'],
  'discovery.k8s.io': ['EndpointSlice'],
  // Leader election: nobody deletes them, and they hold nothing.
  'coordination.k8s.io': ['Lease'],
  'cilium.io': ['CiliumEndpoint'],
  'wgpolicyk8s.io': ['PolicyReport'],
  'reports.kyverno.io': ['EphemeralReport'],
};

/** Annotations of Secrets that a controller makes for another object: a ServiceAccount's token, a Certificate's key. */
const derived = ['kubernetes.io/service-account.name', 'cert-manager.io/certificate-name'];

/** Whether Kubernetes or a controller put an object there by itself, so that it is nobody's. Goes by metadata alone. */
export function isMadeByItself(object: KubeObject): boolean {
  const {kind, metadata} = object;
  if (inEveryNamespace[kind]?.includes(metadata.name)) return true;
  if (aboutOthers[groupOf(object)]?.includes(kind)) return true;
  return kind === 'Secret' && derived.some((name) => metadata.annotations?.[name] !== undefined);
}
