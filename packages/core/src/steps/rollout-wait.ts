/** Waits for the rollout of every workload of some kinds in a namespace. */
export interface RolloutWaitSpec {
  kind: 'rolloutWait';
  /** Lower case, singular: deployment, statefulset, daemonset, replicaset. */
  kinds: string[];
  selector?: string;
  /** Seconds. */
  timeout: number;
}
