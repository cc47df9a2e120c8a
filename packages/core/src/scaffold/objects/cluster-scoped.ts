import {text} from './field.js';
import type {ScaffoldObject} from '../unit.js';

/**
 * The kinds of Kubernetes' own API groups that live in no namespace.
 * Source: `kubectl api-resources --namespaced=false` of Kubernetes 1.37, without what nobody writes into a file.
 */
const clusterScoped = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'certificates.k8s.io/ClusterTrustBundle',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
]);

/** Whether objects of a kind live in a namespace; `unknown` for a custom kind that no definition at hand tells of. */
export type Scope = 'namespaced' | 'cluster' | 'unknown';

/** The scopes of kinds: Kubernetes' own, and those that the CustomResourceDefinitions among the objects define. */
export class Scopes {
  private readonly defined = new Map<string, Scope>();

  constructor(objects: Iterable<ScaffoldObject>) {
    for (const {kind, body} of objects) {
      if (kind !== 'CustomResourceDefinition') continue;
      const key = `${text(body, 'spec', 'group')}/${text(body, 'spec', 'names', 'kind')}`;
      this.defined.set(key, text(body, 'spec', 'scope') === 'Cluster' ? 'cluster' : 'namespaced');
    }
  }

  /** The scope of a kind. */
  of({group, kind}: Pick<ScaffoldObject, 'group' | 'kind'>): Scope {
    const key = `${group}/${kind}`;
    if (clusterScoped.has(key)) return 'cluster';
    return this.defined.get(key) ?? (isBuiltIn(group) ? 'namespaced' : 'unknown');
  }
}

/** Whether a group is served by Kubernetes itself: no dot, or `x.k8s.io` (custom ones under k8s.io have more parts). */
export function isBuiltIn(group: string): boolean {
  return !group.includes('.') || clusterGroups.has(group);
}

const clusterGroups = new Set([
  ...[...clusterScoped].map((key) => key.slice(0, key.indexOf('/'))),
  'authentication.k8s.io',
  'authorization.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
]);
