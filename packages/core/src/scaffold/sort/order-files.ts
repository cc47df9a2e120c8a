import {byCodePoint} from '../../source/by-code-point.js';
import type {ManifestUnit} from '../unit.js';

/**
 * Kinds in the order in which they are best applied, what is not here between services and workloads. Source: `InstallOrder` of helm
 * (pkg/release/v1/util/kind_sorter.go).
 */
const early = [
  'Namespace',
  'PriorityClass',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodDisruptionBudget',
  'CustomResourceDefinition',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
];
const late = [
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'Job',
  'CronJob',
  'HorizontalPodAutoscaler',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
];

/** The files of a resource in the order in which kubectl is to be given them: by the latest kind in each, then by path. */
export function orderFiles(units: readonly ManifestUnit[]): ManifestUnit[] {
  const rank = ({objects}: ManifestUnit) =>
    // Whatever else a file holds, a Namespace has to be there before the files after it.
    objects.some(({kind}) => kind === 'Namespace') ? 0 : Math.max(...objects.map(({kind}) => rankOf(kind)));
  return [...units].sort((a, b) => rank(a) - rank(b) || byCodePoint(a.path, b.path));
}

function rankOf(kind: string): number {
  const found = early.indexOf(kind);
  if (found >= 0) return found;
  const after = late.indexOf(kind);
  return after < 0 ? early.length : early.length + 1 + after;
}
