import type {ApiResource} from '../ports/cluster-reader.js';

/** Pods. Every cluster serves them under this name, so discovery need not be asked. */
export const pods: ApiResource = {group: '', version: 'v1', kind: 'Pod', plural: 'pods', namespaced: true};

/** ReplicaSets, likewise. */
export const replicaSets: ApiResource = {
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  namespaced: true,
};

/** Events, likewise. */
export const events: ApiResource = {group: '', version: 'v1', kind: 'Event', plural: 'events', namespaced: true};

/** Namespaces, likewise. */
export const namespaces: ApiResource = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
};
