import type {ApiResource, KubeObject} from '@kflow/exec';

const rows: [group: string, version: string, kind: string, plural: string, namespaced?: false][] = [
  ['', 'v1', 'Pod', 'pods'],
  ['', 'v1', 'Event', 'events'],
  ['', 'v1', 'ConfigMap', 'configmaps'],
  ['', 'v1', 'Secret', 'secrets'],
  ['', 'v1', 'Namespace', 'namespaces', false],
  ['apps', 'v1', 'Deployment', 'deployments'],
  ['apps', 'v1', 'ReplicaSet', 'replicasets'],
  ['apps', 'v1', 'StatefulSet', 'statefulsets'],
  ['apps', 'v1', 'DaemonSet', 'daemonsets'],
  ['batch', 'v1', 'Job', 'jobs'],
  ['apiextensions.k8s.io', 'v1', 'CustomResourceDefinition', 'customresourcedefinitions', false],
];

/** What every simulated API server serves. */
export const builtInKinds: readonly ApiResource[] = rows.map(([group, version, kind, plural, namespaced = true]) => ({
  group,
  version,
  kind,
  plural,
  namespaced,
}));

/** The group of an `apiVersion`. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/** Names an object in the whole cluster. */
export function keyOf({apiVersion, kind, metadata}: Pick<KubeObject, 'apiVersion' | 'kind' | 'metadata'>): string {
  return `${groupOf(apiVersion)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
