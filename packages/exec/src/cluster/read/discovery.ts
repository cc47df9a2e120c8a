import type {ApiResource, ServedKinds} from '../../ports/cluster-reader.js';
import type {ApiTransport} from '../transport/api-transport.js';
import {
  aggregatedDiscovery,
  readAggregated,
  readCoreVersions,
  readGroups,
  readResources,
  type ServedAnswer,
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

  /** Everything that is served, as the server says now. */
  async kinds(): Promise<ServedKinds> {
    this.#index = undefined;
    const {resources, unavailable} = await (await this.#load()).all();
    const first = new Map<string, ServedResource>();
    for (const resource of resources) {
      const key = `${resource.group}/${resource.plural}`;
      if (!first.has(key)) first.set(key, resource);
    }
    const kinds = [...first.values()].map((resource) => ({...plainly(resource), verbs: resource.verbs}));
    return {kinds, unavailable};
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
  all(): Promise<ServedAnswer>;
}

async function loadIndex(transport: ApiTransport): Promise<Index> {
  const [core, groups] = await Promise.all(
    ['/api', '/apis'].map(async (path) => readJson(transport, {path, accept: aggregatedDiscovery})),
  );
  const coreResources = readAggregated(core);
  const groupResources = readAggregated(groups);
  if (coreResources !== undefined && groupResources !== undefined) {
    const all = [...coreResources.resources, ...groupResources.resources];
    return {
      find: async (name, group, version) => pick(all, name, group, version),
      all: async () => ({resources: all, unavailable: groupResources.unavailable}),
    };
  }
  return lazyIndex(transport, [{name: '', versions: readCoreVersions(core)}, ...readGroups(groups)]);
}

/** Loads a group's versions when they are first asked for; without a group, the groups in order until one has the name. */
function lazyIndex(transport: ApiTransport, groups: ServedGroup[]): Index {
  const loaded = new Map<string, Promise<ServedAnswer>>();
  const load = (group: ServedGroup): Promise<ServedAnswer> => {
    const known = loaded.get(group.name);
    if (known !== undefined) return known;
    const loading = Promise.all(group.versions.map((version) => loadVersion(transport, group.name, version))).then(
      together,
    );
    loaded.set(group.name, loading);
    return loading;
  };
  return {
    async find(name, group, version) {
      for (const candidate of groups) {
        if (group !== undefined && candidate.name !== group) continue;
        const found = pick((await load(candidate)).resources, name, group, version);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    all: async () => together(await Promise.all(groups.map(load))),
  };
}

function together(answers: readonly ServedAnswer[]): ServedAnswer {
  return {
    resources: answers.flatMap(({resources}) => resources),
    unavailable: answers.flatMap(({unavailable}) => unavailable),
  };
}

/** A group whose API service is down must not take the others with it (kubectl goes on likewise). */
async function loadVersion(transport: ApiTransport, group: string, version: string): Promise<ServedAnswer> {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  try {
    return {resources: readResources(group, version, await readJson(transport, {path})), unavailable: []};
  } catch (error) {
    const failure = readFailureOf(error);
    if (failure?.status === 404) return {resources: [], unavailable: []};
    if (failure?.status === 503) return {resources: [], unavailable: [`${group}/${version}`]};
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
  return resource && plainly(resource);
}

function plainly(resource: ServedResource): ApiResource {
  const {group, version, kind, plural, namespaced} = resource;
  return {group, version, kind, plural, namespaced};
}
