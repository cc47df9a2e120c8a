import type {Step} from '@kflow/core';

/**
 * What steps have to have in common to be done by one kubectl process: files in one namespace, applied in the same way. Undefined for a step that
 * has its process for itself: other kinds, and manifests from URLs, whose objects are known only to kubectl.
 */
export function shareKey({spec, namespace, serverSide}: Step): string | undefined {
  if (spec.kind !== 'manifests') return undefined;
  if (spec.sources.some(({type}) => type === 'url')) return undefined;
  return JSON.stringify([namespace ?? null, serverSide === true]);
}

/** The namespace that steps of one `shareKey` have; undefined for none. */
export function sharedNamespace(share: string): string | undefined {
  const [namespace] = JSON.parse(share) as [string | null, boolean];
  return namespace ?? undefined;
}
