import type {ResourceState} from '@kflow/exec';

/** What `kflow state show --json` prints: what kflow remembers of one cluster. */
export interface StateDocument {
  /** Of the state file; absolute. */
  path: string;
  /** Name of the kubeconfig context. */
  context: string;
  /** UID of the cluster's namespace kube-system; absent while nothing was done there. */
  identity?: string;
  resources: {[name: string]: ResourceState};
}

/** What `kflow state path --json` prints. */
export interface StatePathDocument {
  /** Absolute. The file need not be there yet. */
  path: string;
}

/** What `kflow state clear --json` prints. */
export interface StateClearDocument {
  /** Name of the kubeconfig context. */
  context: string;
  /** Whether anything was forgotten; false in a dry run. */
  cleared: boolean;
  /** Names of the resources that are (in a dry run: would be) forgotten. */
  resources: string[];
}
