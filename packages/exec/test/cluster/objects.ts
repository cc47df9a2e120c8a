import type {KubeObject} from '../../src/ports/cluster-reader.js';

let count = 0;

/** Parts of an object that a test sets. */
export interface Parts {
  apiVersion?: string;
  kind?: string;
  metadata?: Partial<KubeObject['metadata']>;
  spec?: any;
  status?: any;
  [key: string]: any;
}

/** An object in the namespace `shop` with a UID of its own. */
export function object(apiVersion: string, kind: string, name: string, parts: Parts = {}): KubeObject {
  const {metadata, ...rest} = parts;
  return {apiVersion, kind, metadata: {name, namespace: 'shop', uid: `uid-${++count}`, ...metadata}, ...rest};
}

/** What a Deployment of some replicas tells of itself. */
export interface DeploymentState {
  name?: string;
  uid?: string;
  replicas?: number;
  generation?: number;
  observed?: number;
  updated?: number;
  available?: number;
  current?: number;
  revision?: string;
  conditions?: object[];
  paused?: boolean;
}

/** A Deployment as its controller writes it. */
export function deployment(state: DeploymentState = {}): KubeObject {
  const {name = 'web', uid = 'uid-web', replicas = 1, generation = 1, revision = '1'} = state;
  return object('apps/v1', 'Deployment', name, {
    metadata: {uid, generation, annotations: {'deployment.kubernetes.io/revision': revision}},
    spec: {replicas, ...(state.paused === undefined ? {} : {paused: state.paused})},
    status: {
      observedGeneration: state.observed ?? generation,
      replicas: state.current ?? replicas,
      updatedReplicas: state.updated ?? replicas,
      readyReplicas: state.available ?? 0,
      availableReplicas: state.available ?? 0,
      conditions: state.conditions ?? [],
    },
  });
}

/** The ReplicaSet of a Deployment's revision. */
export function replicaSet(owner: KubeObject, revision: string, parts: Parts = {}): KubeObject {
  return object('apps/v1', 'ReplicaSet', `${owner.metadata.name}-${revision}`, {
    ...parts,
    metadata: {
      uid: `uid-set-${owner.metadata.name}-${revision}`,
      annotations: {'deployment.kubernetes.io/revision': revision},
      ownerReferences: [ownedBy(owner)],
    },
  });
}

/** A pod's container, by what it waits for; `running` and `ready` for one that runs. */
export interface ContainerStory {
  name?: string;
  waiting?: string;
  message?: string;
  running?: boolean;
  ready?: boolean;
  restarts?: number;
  /** Exit code of the last run. */
  exit?: number;
}

/** A pod with one container. */
export function pod(name: string, owner: KubeObject | undefined, story: ContainerStory, parts: Parts = {}): KubeObject {
  const {waiting, message, running, ready = false, restarts = 0, exit} = story;
  const {metadata, status, ...rest} = parts;
  return object('v1', 'Pod', name, {
    ...rest,
    metadata: {uid: `uid-${name}`, ...(owner === undefined ? {} : {ownerReferences: [ownedBy(owner)]}), ...metadata},
    status: {
      phase: running === true ? 'Running' : 'Pending',
      conditions: [{type: 'Ready', status: ready ? 'True' : 'False'}],
      containerStatuses: [
        {
          name: story.name ?? 'app',
          ready,
          restartCount: restarts,
          state:
            waiting === undefined
              ? {running: {}}
              : {waiting: {reason: waiting, ...(message === undefined ? {} : {message})}},
          lastState: exit === undefined ? {} : {terminated: {exitCode: exit, reason: 'Error'}},
        },
      ],
      ...status,
    },
  });
}

function ownedBy(owner: KubeObject): NonNullable<KubeObject['metadata']['ownerReferences']>[number] {
  const {apiVersion, kind, metadata} = owner;
  return {apiVersion, kind, name: metadata.name, uid: metadata.uid!, controller: true};
}
