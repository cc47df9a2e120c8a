import type {ApiResource} from '../../ports/cluster-reader.js';
import type {ApiTransport} from '../transport/api-transport.js';
import {
  aggregatedDiscovery,
  readAggregated,
  readCoreVersions,
  readGroups,
  readResources,
  type ServedGroup,
  type ServedResource,
} from './discovery-documents.js';
import {readFailureOf} from './read-error.js';
import {readJson} from './read-json.js';

/**
 * What the API server serves. One round of two requests where it can answer with everything at once (Kubernetes 1.27 and later),
 * else group by group, and only the groups that are asked for, since behind `kubectl get --raw` each is a process.
 */
export class Discovery {
  #index: Promise<Index> | undefined;

  constructor(private readonly transport: ApiTransport) {}

  /**
   * The served kind that `name` means: a kind in any case, singular, plural or short, or any of them with its group
   * (`deployment.apps`) or version and group (`deployments.v1.apps`), as kubectl takes it. Without a group, the core group wins, then
   * the server's own order. Asks the server again once before it says undefined, since a custom resource may be new.
   */
  async resolve(name: string, group?: string): Promise<ApiResource | undefined> {
    const known = this.#index;
    const found = await this.#find(name, group);
    if (found !== undefined || known === undefined) return found;
    this.#index = undefined;
    return this.#find(name, group);
  }

  async #find(name: string, group: string | undefined): Promise<ApiResource | undefined> {
    const index = await this.#load();
    const [first, ...rest] = name.toLowerCase().split('.') as [string, ...string[]];
    if (group !== undefined) return plain(await index.find(first, group));
    if (rest.length === 0) return plain(await index.find(first));
    const bySuffix = await index.find(first, rest.join('.'));
    if (bySuffix !== undefined || rest.length < 2) return plain(bySuffix);
    return plain(await index.find(first, rest.slice(1).join('.'), rest[0]));
  }

  #load(): Promise<Index> {
    this.#index ??= loadIndex(this.transport).catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }
}

interface Index {
  find(name: string, group?: string, version?: string): Promise<ServedResource | undefined>;
}

async function loadIndex(transport: ApiTransport): Promise<Index> {
  const [core, groups] = await Promise.all(
    ['/api', '/apis'].map(async (path) => readJson(transport, {path, accept: aggregatedDiscovery})),
  );
  const coreResources = readAggregated(core);
  const groupResources = readAggregated(groups);
  if (coreResources !== undefined && groupResources !== undefined) {
    const all = [...coreResources, ...groupResources];
    return {find: async (name, group, version) => pick(all, name, group, version)};
  }
  return lazyIndex(transport, [{name: '', versions: readCoreVersions(core)}, ...readGroups(groups)]);
}

/** Loads a group's versions when they are first asked for; without a group, the groups in order until one has the name. */
function lazyIndex(transport: ApiTransport, groups: ServedGroup[]): Index {
  const loaded = new Map<string, Promise<ServedResource[]>>();
  const load = (group: ServedGroup): Promise<ServedResource[]> => {
    const known = loaded.get(group.name);
    if (known !== undefined) return known;
    const loading = Promise.all(group.versions.map((version) => loadVersion(transport, group.name, version))).then(
      (lists) => lists.flat(),
    );
    loaded.set(group.name, loading);
    return loading;
  };
  return {
    async find(name, group, version) {
      for (const candidate of groups) {
        if (group !== undefined && candidate.name !== group) continue;
        const found = pick(await load(candidate), name, group, version);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** A group whose API service is down must not take the others with it (kubectl goes on likewise). */
async function loadVersion(transport: ApiTransport, group: string, version: string): Promise<ServedResource[]> {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  try {
    return readResources(group, version, await readJson(transport, {path}));
  } catch (error) {
    const failure = readFailureOf(error);
    if (failure !== undefined && (failure.status === 404 || failure.status === 503)) return [];
    throw error;
  }
}

function pick(
  all: readonly ServedResource[],
  name: string,
  group?: string,
  version?: string,
): ServedResource | undefined {
  return all.find(
    (resource) =>
      resource.names.has(name) &&
      (group === undefined || resource.group === group) &&
      (version === undefined || resource.version === version),
  );
}

function plain(resource: ServedResource | undefined): ApiResource | undefined {
  if (resource === undefined) return undefined;
  const {group, version, kind, plural, namespaced} = resource;
  return {group, version, kind, plural, namespaced};
}
