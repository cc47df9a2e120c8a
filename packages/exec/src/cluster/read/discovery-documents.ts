import type {ServedKind} from '../../ports/cluster-reader.js';

/** A served kind with the names that people call it by. */
export interface ServedResource extends ServedKind {
  /** Lower case: plural, singular, kind, short names. */
  names: ReadonlySet<string>;
}

/** The kinds of an answer, and the `group/version`s that it cannot speak for. */
export interface ServedAnswer {
  resources: ServedResource[];
  unavailable: string[];
}

/** A group of the API and its versions, the preferred one first. */
export interface ServedGroup {
  name: string;
  versions: string[];
}

/** `Accept` for the whole of discovery in one answer (Kubernetes 1.27 and later), else the plain documents. */
export const aggregatedDiscovery =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,' +
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

/**
 * Every served kind of an APIGroupDiscoveryList, in its order; undefined when the answer is not one. What is `Stale` is of an API server
 * that does not answer (k8s.io/api/apidiscovery/v2, DiscoveryFreshness).
 */
export function readAggregated(document: any): ServedAnswer | undefined {
  if (document?.kind !== 'APIGroupDiscoveryList') return undefined;
  const found: ServedResource[] = [];
  const unavailable: string[] = [];
  for (const group of document.items ?? []) {
    for (const version of group.versions ?? []) {
      if (version.freshness === 'Stale') unavailable.push(`${group.metadata?.name}/${version.version}`);
      for (const resource of version.resources ?? []) {
        const kind = resource.responseKind?.kind;
        if (typeof kind !== 'string' || (!resource.verbs?.includes('get') && !resource.verbs?.includes('list')))
          continue;
        found.push(
          served(
            group.metadata?.name ?? '',
            version.version,
            kind,
            resource.resource,
            resource.scope === 'Namespaced',
            [resource.singularResource, ...(resource.shortNames ?? [])],
            resource.verbs,
          ),
        );
      }
    }
  }
  return {resources: found, unavailable};
}

/** The groups of a plain `/apis` (APIGroupList). */
export function readGroups(document: any): ServedGroup[] {
  return (document?.groups ?? []).map((group: any) => {
    const versions: string[] = (group.versions ?? []).map((version: any) => version.version);
    const preferred: string | undefined = group.preferredVersion?.version;
    return {
      name: group.name,
      versions:
        preferred === undefined ? versions : [preferred, ...versions.filter((version) => version !== preferred)],
    };
  });
}

/** The versions of a plain `/api` (APIVersions). */
export function readCoreVersions(document: any): string[] {
  return document?.versions ?? ['v1'];
}

/** The served kinds of one plain `/apis/<group>/<version>` (APIResourceList), subresources left out. */
export function readResources(group: string, version: string, document: any): ServedResource[] {
  return (document?.resources ?? [])
    .filter(
      (resource: any) =>
        !resource.name.includes('/') && (resource.verbs?.includes('get') || resource.verbs?.includes('list')),
    )
    .map((resource: any) =>
      served(
        group,
        version,
        resource.kind,
        resource.name,
        resource.namespaced === true,
        [resource.singularName, ...(resource.shortNames ?? [])],
        resource.verbs,
      ),
    );
}

function served(
  group: string,
  version: string,
  kind: string,
  plural: string,
  namespaced: boolean,
  names: (string | undefined)[],
  verbs: string[] = [],
): ServedResource {
  const all = [plural, kind, ...names].filter((name): name is string => name !== undefined && name !== '');
  return {group, version, kind, plural, namespaced, verbs, names: new Set(all.map((name) => name.toLowerCase()))};
}
