import type {Resource} from '@kflow/core';
import type {KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {releaseOfRecord} from '../../tools/helm/release-record.js';
import {readManifestFiles} from '../../steps/manifests/manifest-files.js';

/** What destroyed resources leave in their namespaces on purpose, as far as metadata tell. */
export interface LeftBehind {
  /** Names of their helm releases. */
  releases: ReadonlySet<string>;
  /** `Kind/namespace/name` of the Secrets and ConfigMaps that `ifNotExists` makes a destroy leave. */
  kept: ReadonlySet<string>;
  /** `namespace/name` of their StatefulSets, whose claims outlive them. */
  statefulSets: ReadonlySet<string>;
}

/**
 * What the destroyed resources may have left.
 *
 * @param touched what the run deleted
 */
export async function leftBehind(
  resources: readonly Resource[],
  touched: readonly ObjectReference[],
): Promise<LeftBehind> {
  const releases = new Set<string>();
  const kept = new Set<string>();
  const statefulSets = new Set<string>();
  const addSet = (kind: string, namespace: string | undefined, name: string): void => {
    if (kind === 'StatefulSet') statefulSets.add(`${namespace}/${name}`);
  };
  for (const {kind, namespace, name} of touched) addSet(kind, namespace, name);
  for (const resource of resources) {
    for (const {spec, namespace = resource.namespace} of resource.steps) {
      if (spec.kind === 'helm') releases.add(spec.release);
      if (spec.kind === 'secret' && spec.ifNotExists) kept.add(`Secret/${namespace}/${spec.name}`);
      if (spec.kind === 'configmap' && spec.ifNotExists) kept.add(`ConfigMap/${namespace}/${spec.name}`);
      // An earlier destroy may have deleted them, so that this one touched none.
      if (spec.kind !== 'manifests') continue;
      const {objects} = await readManifestFiles(spec);
      for (const object of objects) addSet(object.kind, object.namespace ?? namespace, object.name);
    }
  }
  return {releases, kept, statefulSets};
}

/**
 * Whether an object is what the project left: a release's own records and what its chart keeps or its hooks made, a
 * claim of a StatefulSet's, a Secret with `ifNotExists`.
 */
export function isLeftBehind({kind, metadata}: KubeObject, left: LeftBehind): boolean {
  const {name, namespace, labels = {}, annotations = {}} = metadata;
  const record = releaseOf({kind, metadata});
  if (record !== undefined) return left.releases.has(record);
  if (left.kept.has(`${kind}/${namespace}/${name}`)) return true;
  if (left.releases.has(annotations['meta.helm.sh/release-name'] ?? '')) return true;
  const isOfRelease = left.releases.has(labels['app.kubernetes.io/instance'] ?? labels['release'] ?? '');
  if (isOfRelease && labels['app.kubernetes.io/managed-by'] === 'Helm') return true;
  if (kind !== 'PersistentVolumeClaim') return false;
  // A StatefulSet gives its claims the labels of its selector, and the name `<template>-<StatefulSet>-<ordinal>`.
  const set = /^(.*)-\d+$/.exec(name)?.[1];
  return (
    isOfRelease ||
    [...left.statefulSets].some(
      (key) => set?.endsWith(`-${key.slice(key.indexOf('/') + 1)}`) && key.startsWith(`${namespace}/`),
    )
  );
}

/** The helm release that an object is a record of; undefined for any other object. */
export function releaseOf({kind, metadata}: Pick<KubeObject, 'kind' | 'metadata'>): string | undefined {
  if ((kind !== 'Secret' && kind !== 'ConfigMap') || metadata.labels?.['owner'] !== 'helm') return undefined;
  return releaseOfRecord(metadata.name);
}
