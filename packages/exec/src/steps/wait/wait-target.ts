import type {WaitSpec} from '@kflow/core';
import {KflowError} from '../../errors/kflow-error.js';
import type {ClusterReader} from '../../ports/cluster-reader.js';
import type {StepContext} from '../step-handler.js';

/** What a `wait` step waits for, and how long. */
export interface WaitTarget {
  spec: WaitSpec;
  /** As people write it. */
  kind: string;
  name: string;
  /** Where it is if its kind has namespaces. */
  namespace: string;
}

/** The object of a `wait` step. */
export function waitTarget({step, defaultNamespace = 'default'}: StepContext): WaitTarget {
  const {spec} = step;
  if (spec.kind !== 'wait') throw new KflowError('bug', 'KF901', `${step.id} is no wait step`);
  const slash = spec.for.indexOf('/');
  return {
    spec,
    kind: spec.for.slice(0, slash),
    name: spec.for.slice(slash + 1),
    namespace: step.namespace ?? defaultNamespace,
  };
}

/** The cluster that a step which is not dry-run always has. */
export function liveCluster({cluster, step}: StepContext): ClusterReader {
  if (cluster) return cluster;
  throw new KflowError('bug', 'KF901', `${step.id} has no cluster to watch`);
}

/** The arguments of the `kubectl wait` that does the same. */
export function kubectlWait(spec: WaitSpec, seconds = spec.timeout): string[] {
  const wanted = spec.delete
    ? 'delete'
    : spec.jsonpath === undefined
      ? `condition=${(spec.condition ?? '').replace(/^condition=/, '')}`
      : `jsonpath=${spec.jsonpath}`;
  return ['wait', spec.for, `--for=${wanted}`, `--timeout=${seconds}s`];
}
