import type {Resource} from '@kflow/core';
import {sameHash} from './manifest-hash.js';
import type {ResourceState} from './state-file.js';

/**
 * The manifest files of a resource that differ from what was applied: changed, added, removed from the project, or gone from
 * disk. URLs cannot be compared and never drift. A resource that was never applied, or was destroyed, has no drift.
 *
 * Compared by path over all of the resource's steps, so that renaming a step is no drift.
 *
 * @param hashOf the hash of a file as it is now, undefined when it cannot be read
 * @returns absolute paths, in declared order, then those that the project no longer names, sorted
 */
export async function drift(
  resource: Resource,
  state: ResourceState | undefined,
  hashOf: (path: string) => Promise<string | undefined>,
): Promise<string[]> {
  if (!state || state.status === 'destroyed') return [];
  const recorded = new Map<string, string[]>();
  for (const step of Object.values(state.steps)) {
    for (const [path, hash] of Object.entries(step.manifests ?? {})) {
      recorded.set(path, [...(recorded.get(path) ?? []), hash]);
    }
  }
  const declared = new Set<string>();
  for (const {spec} of resource.steps) {
    if (spec.kind !== 'manifests') continue;
    for (const source of spec.sources) if (source.type === 'file') declared.add(source.location);
  }
  const changed: string[] = [];
  for (const path of declared) {
    const actual = await hashOf(path);
    const hashes = recorded.get(path) ?? [];
    if (actual === undefined || !hashes.some((hash) => sameHash(hash, actual))) changed.push(path);
  }
  const removed = [...recorded.keys()].filter((path) => !declared.has(path)).sort();
  return [...changed, ...removed];
}
