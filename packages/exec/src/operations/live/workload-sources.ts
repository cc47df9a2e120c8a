import type {Resource} from '@kflow/core';
import {releaseSelector} from '../../cluster/workloads-of.js';
import type {WorkloadSources} from '../../cluster/workloads-of.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';

/**
 * Where a resource's workloads are found: its `workloads`, what its `selector` finds, else what carries the label of
 * its helm releases, and what its steps touched. Never a whole namespace: others may have workloads there.
 *
 * @param touched objects that the resource's steps applied
 */
export function workloadSources(resource: Resource, touched: readonly ObjectReference[]): WorkloadSources {
  const {namespace, workloads, selector} = resource;
  const selectors =
    selector === undefined
      ? releasesOf(resource).map((release) => ({
          namespace: release.namespace,
          labelSelector: releaseSelector(release.name),
        }))
      : [{namespace, labelSelector: selector}];
  return {namespace, workloads, selectors, touched};
}

/** A resource's helm releases. */
export function releasesOf(resource: Resource): {name: string; namespace: string; step: string}[] {
  return resource.steps.flatMap(({name, spec, namespace}) =>
    spec.kind === 'helm' ? [{name: spec.release, namespace: namespace ?? resource.namespace, step: name}] : [],
  );
}
