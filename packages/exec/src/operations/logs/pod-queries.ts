import type {Resource} from '@kflow/core';
import {pods} from '../../cluster/pod-resources.js';
import {workloadName} from '../../cluster/read/object-key.js';
import {workloadsOf} from '../../cluster/workloads-of.js';
import type {ClusterReader, KubeObject, ObjectQuery, ObjectReference} from '../../ports/cluster-reader.js';
import {workloadSources} from '../live/workload-sources.js';

/** Where pods are looked for beside what the resource says. */
export interface PodSources {
  /** A label selector of the caller's. */
  selector?: string;
  /** Reads what the resource's manifests declare; asked only when it counts. */
  declared(): Promise<ObjectReference[]>;
  /** Told of workloads that are not there, or have no pods of their own. */
  onProblem(message: string): void;
}

/**
 * The queries that find a resource's pods: by a selector of the caller's, else by its `selector`, else by its `workloads`, else by the
 * label of its helm releases, else by the workloads in its own manifests. A selector may be of the pods or of the workloads that have them.
 * Undefined when there is nothing to go by: never a whole namespace, where others may have pods.
 */
export async function podQueries(
  reader: ClusterReader,
  resource: Resource,
  {selector, declared, onProblem}: PodSources,
): Promise<ObjectQuery[] | undefined> {
  const {namespace} = resource;
  if (selector !== undefined) return [{resource: pods, namespace, labelSelector: selector}];
  const {workloads = [], selectors = []} = workloadSources(resource, []);
  if (resource.selector !== undefined || (workloads.length === 0 && selectors.length > 0)) {
    const found = await workloadsOf(reader, {namespace, selectors});
    const own = selectors.map((each): ObjectQuery => ({resource: pods, ...each}));
    return [...own, ...(await ownedBy(reader, found, () => {}))];
  }
  const named = workloads.length > 0 ? await workloadsOf(reader, {namespace, workloads}) : await declared();
  return named.length === 0 ? undefined : await ownedBy(reader, named, onProblem);
}

async function ownedBy(
  reader: ClusterReader,
  workloads: readonly ObjectReference[],
  onProblem: (message: string) => void,
): Promise<ObjectQuery[]> {
  const queries = await Promise.all(
    workloads.map(async (reference) => {
      const query = podsOf(reference, await reader.get(reference));
      if (typeof query !== 'string') return [query];
      onProblem(`${workloadName(reference)} ${query}`);
      return [];
    }),
  );
  return queries.flat();
}

/** The query for a workload's pods, or why there is none. */
function podsOf({kind, namespace}: ObjectReference, object: KubeObject | undefined): ObjectQuery | string {
  if (object === undefined) return 'does not exist';
  if (kind === 'Pod') return {resource: pods, namespace, fieldSelector: `metadata.name=${object.metadata.name}`};
  const labelSelector = labelSelectorOf(object.spec?.selector ?? {});
  // An empty one would be everybody's.
  return labelSelector === '' ? 'has no pods of its own' : {resource: pods, namespace, labelSelector};
}

/** A LabelSelector of k8s.io/apimachinery/pkg/apis/meta/v1 as text. */
function labelSelectorOf({matchLabels = {}, matchExpressions = []}: LabelSelector): string {
  const expressions = matchExpressions.map(({key, operator, values = []}) => {
    if (operator === 'Exists') return key;
    if (operator === 'DoesNotExist') return `!${key}`;
    return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
  });
  return [...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`), ...expressions].join(',');
}

interface LabelSelector {
  matchLabels?: {[key: string]: string};
  matchExpressions?: {key: string; operator: string; values?: string[]}[];
}
