import type {Resource} from '@kflow/core';
import {referenceKey} from '../../cluster/read/object-key.js';
import {workloadsOf} from '../../cluster/workloads-of.js';
import type {WorkloadSources} from '../../cluster/workloads-of.js';
import type {ClusterReader, ObjectReference} from '../../ports/cluster-reader.js';
import {workloadSources} from '../live/workload-sources.js';

/** What a resource has to restart. */
export interface Restartable {
  /** Deployments, StatefulSets and DaemonSets. */
  workloads: ObjectReference[];
  /** What `workloads` names and cannot be restarted, as it is written: `job/migrate`. */
  refused: string[];
}

const kinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** Whether `kubectl rollout restart` takes an object. */
export function isRestartable({group, kind}: ObjectReference): boolean {
  return group === 'apps' && kinds.has(kind);
}

/**
 * What to restart of a resource: its `workloads`, else what its `selector` finds, else what carries the label of its helm releases,
 * else what its own manifests make. Never a whole namespace: others may have workloads there.
 *
 * @param own the objects that the resource's steps just applied, or those that its manifests declare; asked for only when they count
 */
export async function restartableOf(
  reader: ClusterReader,
  resource: Resource,
  own: () => Promise<readonly ObjectReference[]>,
): Promise<Restartable> {
  const named = resource.workloads.length > 0;
  const sources = workloadSources(resource, []);
  const goBy: Partial<WorkloadSources> = named
    ? {workloads: sources.workloads}
    : (sources.selectors ?? []).length > 0
      ? {selectors: sources.selectors}
      : {touched: await own()};
  const found = await workloadsOf(reader, {namespace: resource.namespace, ...goBy});
  const workloads = found.filter(isRestartable);
  const known = new Set(workloads.map(referenceKey));
  const refused = named ? found.filter((reference) => !known.has(referenceKey(reference))) : [];
  return {workloads, refused: refused.map(({kind, name}) => `${kind.toLowerCase()}/${name}`)};
}

/**
 * The arguments of `kubectl rollout restart` without a cluster to ask, for a dry run: names as they are written, or selectors.
 * Undefined when there is nothing to go by.
 */
export function restartGuess(resource: Resource): {namespace: string; args: string[]}[] | undefined {
  const {namespace, workloads = [], selectors = []} = workloadSources(resource, []);
  if (workloads.length > 0) return [{namespace, args: workloads.map(({kind, name}) => `${kind}/${name}`)}];
  if (selectors.length === 0) return undefined;
  return selectors.map(({namespace, labelSelector}) => ({
    namespace,
    args: ['deployments,statefulsets,daemonsets', '--selector', labelSelector],
  }));
}
