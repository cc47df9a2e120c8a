import type {Operation} from '@kflow/core';

/** The state file, `<state.dir>/state.json`. Version 1 was kflow-py's. Never holds a secret value. */
export interface StateFile {
  version: 2;
  /** By the real name of the kubeconfig context. */
  clusters: {[context: string]: ClusterState};
}

/** What kflow did in one cluster. */
export interface ClusterState {
  /** UID of the namespace kube-system, so that a context that now points at another cluster is noticed. */
  identity?: string;
  resources: {[name: string]: ResourceState};
}

/** What kflow last did to one resource. */
export interface ResourceState {
  phase: string;
  namespace: string;
  /** `applying`/`destroying` stay behind when a run was cut off. */
  status: 'applying' | 'applied' | 'failed' | 'destroying' | 'destroyed';
  lastOperation: Operation;
  /** ISO 8601. */
  lastOperationAt: string;
  /** ISO 8601; absent until an apply (or reload, helm) of it went through whole. */
  lastApplied?: string;
  /** By step name. */
  steps: {[step: string]: StepState};
}

/** What kflow last did in one step. */
export interface StepState {
  kind: string;
  outcome: 'succeeded' | 'failed';
  /** ISO 8601. */
  at: string;
  /** Of a manifests step: absolute path -> `sha256:<hex>` of what was applied. Drift: the file differs now. */
  manifests?: {[path: string]: string};
  /** Of a helm step. */
  release?: {name: string; namespace: string};
  /** Of a runner step. */
  class?: string;
  /** The masked message of the failure. */
  error?: string;
}
