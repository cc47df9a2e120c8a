import {ReadError} from '@kflow/exec';
import type {ApiResource, KubeObject} from '@kflow/exec';
import type {SimulatedCluster} from '../cluster/simulated-cluster.js';
import {groupOf} from '../cluster/kinds.js';

/**
 * The document that the API server answers a GET with.
 *
 * @throws ReadError 404 for what is not there
 */
export function answer(cluster: SimulatedCluster, path: string): object {
  const url = new URL(path, 'http://cluster');
  if (url.pathname === '/version') return {gitVersion: 'v1.37.2'};
  if (url.pathname === '/api') return discovery(cluster, (group) => group === '');
  if (url.pathname === '/apis') return discovery(cluster, (group) => group !== '');
  const {resource, namespace, name, rest} = place(cluster, url);
  if (rest === 'log') return {log: 'a line'};
  if (name !== undefined) {
    const key = `${resource.group}/${resource.kind}/${resource.namespaced ? (namespace ?? '') : ''}/${name}`;
    const found = cluster.store.get(key);
    if (!found) throw notFound(path, `${resource.plural} "${name}" not found`);
    return found;
  }
  return {
    apiVersion: resource.group ? `${resource.group}/${resource.version}` : resource.version,
    kind: `${resource.kind}List`,
    metadata: {resourceVersion: String(cluster.store.version)},
    items: cluster.store.all().filter(selects(cluster, url)),
  };
}

/** Which objects a list or a watch is about. */
export function selects(cluster: SimulatedCluster, url: URL): (object: KubeObject) => boolean {
  const {resource, namespace} = place(cluster, url);
  const labels = (url.searchParams.get('labelSelector') ?? '').split(',').filter(Boolean);
  const fields = (url.searchParams.get('fieldSelector') ?? '').split(',').filter(Boolean);
  return (object) =>
    object.kind === resource.kind &&
    groupOf(object.apiVersion) === resource.group &&
    (namespace === undefined || object.metadata.namespace === namespace) &&
    labels.every((pair) => {
      const [label = '', value] = pair.split(/==?/);
      return object.metadata.labels?.[label] === value;
    }) &&
    fields.every((pair) => {
      const [field, value] = pair.split(/==?/);
      return field === 'metadata.name' ? object.metadata.name === value : object[field ?? ''] === value;
    });
}

function place(
  cluster: SimulatedCluster,
  url: URL,
): {resource: ApiResource; namespace?: string; name?: string; rest?: string} {
  const [root, ...parts] = url.pathname.split('/').slice(1).map(decodeURIComponent);
  const group = root === 'api' ? '' : parts.shift()!;
  parts.shift();
  const isInNamespace = parts[0] === 'namespaces' && parts.length > 2;
  const namespace = isInNamespace ? parts[1] : undefined;
  const [plural, name, rest] = isInNamespace ? parts.slice(2) : parts;
  const resource = cluster.kinds.find((each) => each.group === group && each.plural === plural);
  if (!resource) throw notFound(url.pathname, 'the server could not find the requested resource');
  return {resource, namespace, name, rest};
}

function discovery(cluster: SimulatedCluster, wanted: (group: string) => boolean): object {
  const groups = new Map<string, ApiResource[]>();
  for (const kind of cluster.kinds.filter(({group}) => wanted(group))) {
    groups.set(kind.group, [...(groups.get(kind.group) ?? []), kind]);
  }
  return {
    kind: 'APIGroupDiscoveryList',
    items: [...groups].map(([name, kinds]) => ({
      metadata: {name},
      versions: [
        {
          version: kinds[0]!.version,
          resources: kinds.map(({kind, plural, namespaced}) => ({
            resource: plural,
            responseKind: {kind},
            scope: namespaced ? 'Namespaced' : 'Cluster',
            singularResource: kind.toLowerCase(),
            verbs: ['get', 'list', 'watch'],
          })),
        },
      ],
    })),
  };
}

function notFound(path: string, message: string): ReadError {
  return new ReadError({status: 404, reason: 'NotFound', message}, 'simulated', path);
}
