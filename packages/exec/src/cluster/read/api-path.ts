import type {ApiResource, ObjectQuery} from '../../ports/cluster-reader.js';

/** The URL path of a collection, or of one object in it when `name` is given. */
export function apiPath(resource: ApiResource, namespace?: string, name?: string): string {
  const root = resource.group === '' ? `/api/${resource.version}` : `/apis/${resource.group}/${resource.version}`;
  const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  const object = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${root}${scope}/${resource.plural}${object}`;
}

/** The path of a query with its selectors and more parameters. */
export function queryPath(query: ObjectQuery, parameters: {[name: string]: string | undefined} = {}): string {
  const search = new URLSearchParams();
  const all = {labelSelector: query.labelSelector, fieldSelector: query.fieldSelector, ...parameters};
  for (const [name, value] of Object.entries(all)) {
    if (value !== undefined && value !== '') search.set(name, value);
  }
  const text = search.toString();
  return apiPath(query.resource, query.namespace) + (text === '' ? '' : `?${text}`);
}

/** Two queries with the same key are the same. */
export function queryKey(query: ObjectQuery): string {
  const {resource} = query;
  const namespace = resource.namespaced ? (query.namespace ?? '') : '';
  return JSON.stringify([
    resource.group,
    resource.version,
    resource.plural,
    namespace,
    query.labelSelector ?? '',
    query.fieldSelector ?? '',
  ]);
}
