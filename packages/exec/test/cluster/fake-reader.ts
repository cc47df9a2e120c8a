import {objectKey} from '../../src/cluster/read/object-key.js';
import {apiPath, queryKey} from '../../src/cluster/read/api-path.js';
import type {
  ApiResource,
  ClusterReader,
  KubeObject,
  ObjectQuery,
  ObjectReference,
  Observation,
  ReadFailure,
  ServedKinds,
} from '../../src/ports/cluster-reader.js';

const served: [group: string, version: string, kind: string, plural: string, namespaced?: false][] = [
  ['', 'v1', 'Pod', 'pods'],
  ['', 'v1', 'Event', 'events'],
  ['', 'v1', 'ConfigMap', 'configmaps'],
  ['', 'v1', 'Secret', 'secrets'],
  ['', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'],
  ['', 'v1', 'Namespace', 'namespaces', false],
  ['apps', 'v1', 'Deployment', 'deployments'],
  ['apps', 'v1', 'ReplicaSet', 'replicasets'],
  ['apps', 'v1', 'StatefulSet', 'statefulsets'],
  ['apps', 'v1', 'DaemonSet', 'daemonsets'],
  ['batch', 'v1', 'Job', 'jobs'],
  ['storage.k8s.io', 'v1', 'StorageClass', 'storageclasses', false],
];

/**
 * A cluster in memory. `put` and `remove` change it; while the watches are held, reads see the change and observers do not, as with a watch
 * that lags.
 */
export class FakeReader implements ClusterReader {
  readonly served: ApiResource[] = served.map(([group, version, kind, plural, namespaced = true]) => ({
    group,
    version,
    kind,
    plural,
    namespaced,
  }));
  /** The queries that are observed, in the order of their first observation; an observation that is closed leaves. */
  readonly observed = new Map<string, {query: ObjectQuery; observers: number}>();
  /** Every `get` and `list`, as a path. */
  readonly reads: string[] = [];
  /** Paths of `raw`, and what they answer. */
  readonly texts = new Map<string, string>();
  held = false;
  /** Why observations are not up to date. */
  trouble?: ReadFailure;
  /** Observations list nothing before it resolves. */
  listing: Promise<void> = Promise.resolve();
  #now = new Map<string, KubeObject>();
  #watched = new Map<string, KubeObject>();
  #version = 100;
  readonly #listeners = new Set<() => void>();

  put(...objects: KubeObject[]): void {
    for (const given of objects) {
      const changed = {...given, metadata: {...given.metadata, resourceVersion: String(++this.#version)}};
      this.#now.set(keyOf(changed), changed);
      this.#publish();
    }
  }

  remove(given: KubeObject): void {
    this.#version += 1;
    this.#now.delete(keyOf(given));
    this.#publish();
  }

  /** Lets the observers see what they have not seen. */
  release(): void {
    this.held = false;
    this.#publish();
  }

  async resolve(kind: string, group?: string): Promise<ApiResource | undefined> {
    const name = kind.toLowerCase();
    return this.served.find(
      (candidate) =>
        (candidate.kind.toLowerCase() === name || candidate.plural === name) &&
        (group === undefined || candidate.group === group),
    );
  }

  async get(reference: ObjectReference): Promise<KubeObject | undefined> {
    const resource = await this.resolve(reference.kind, reference.group);
    if (resource === undefined) return undefined;
    this.reads.push(apiPath(resource, reference.namespace, reference.name));
    return [...this.#now.values()].find(
      (object) =>
        isOf(object, resource) &&
        object.metadata.name === reference.name &&
        (!resource.namespaced || object.metadata.namespace === reference.namespace),
    );
  }

  async list(query: ObjectQuery): Promise<KubeObject[]> {
    this.reads.push(apiPath(query.resource, query.namespace));
    return select(this.#now, query);
  }

  async listMetadata(query: ObjectQuery): Promise<KubeObject[]> {
    const refusal = this.refused.get(query.resource.kind);
    if (refusal !== undefined) throw refusal;
    return (await this.list(query)).map(({apiVersion, kind, metadata}) => ({apiVersion, kind, metadata}));
  }

  /** Kinds that may not be listed by metadata, and how they are refused. */
  readonly refused = new Map<string, Error>();
  /** `group/version`s of API servers that do not answer. */
  readonly unavailable: string[] = [];

  async kinds(): Promise<ServedKinds> {
    const verbs = ['get', 'list', 'watch', 'delete'];
    return {kinds: this.served.map((resource) => ({...resource, verbs})), unavailable: this.unavailable};
  }

  observe(query: ObjectQuery): Observation {
    const key = queryKey(query);
    const entry = this.observed.get(key) ?? {query, observers: 0};
    entry.observers += 1;
    this.observed.set(key, entry);
    const own = new Set<() => void>();
    let isListed = false;
    const listed = this.listing.then(() => {
      isListed = true;
    });
    return {
      listed,
      trouble: () => this.trouble,
      objects: () => (isListed ? select(this.#watched, query) : []),
      object: (key) =>
        isListed ? select(this.#watched, query).find(({metadata}) => objectKey(metadata) === key) : undefined,
      onChange: (listener) => {
        const call = (): void => listener();
        own.add(call);
        this.#listeners.add(call);
        return () => this.#listeners.delete(call);
      },
      close: () => {
        for (const call of own) this.#listeners.delete(call);
        entry.observers -= 1;
        if (entry.observers === 0) this.observed.delete(key);
      },
    };
  }

  /** The observed kinds, as `plural/namespace`. */
  get observing(): string[] {
    return [...this.observed.values()].map(({query}) => `${query.resource.plural}/${query.namespace ?? ''}`);
  }

  async raw(path: string): Promise<string> {
    const text = this.texts.get(path);
    if (text === undefined) throw new Error(`nothing at ${path}`);
    return text;
  }

  /** Each path that was asked for by line, in order. */
  readonly lined: string[] = [];
  /** Answers `lines` in place of `texts`, for an answer that does not end. */
  follow?: (path: string, onLine: (line: string) => void, signal?: AbortSignal) => Promise<void>;

  async lines(path: string, onLine: (line: string) => void, signal?: AbortSignal): Promise<void> {
    this.lined.push(path);
    if (this.follow) return await this.follow(path, onLine, signal);
    for (const line of (await this.raw(path)).split('\n')) onLine(line);
  }

  async identity(): Promise<string> {
    return 'uid-of-kube-system';
  }

  async serverVersion(): Promise<string> {
    return 'v1.37.2';
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  #publish(): void {
    if (this.held) return;
    this.#watched = new Map(this.#now);
    for (const call of [...this.#listeners]) call();
  }
}

function select(objects: ReadonlyMap<string, KubeObject>, query: ObjectQuery): KubeObject[] {
  const wanted = query.labelSelector?.split(',').map((part) => part.split('=') as [string, string]) ?? [];
  return [...objects.values()].filter(
    (object) =>
      isOf(object, query.resource) &&
      (query.namespace === undefined || object.metadata.namespace === query.namespace) &&
      wanted.every(([name, value]) => object.metadata.labels?.[name] === value),
  );
}

function isOf(object: KubeObject, resource: ApiResource): boolean {
  const apiVersion = resource.group === '' ? resource.version : `${resource.group}/${resource.version}`;
  return object.kind === resource.kind && object.apiVersion === apiVersion;
}

function keyOf({apiVersion, kind, metadata}: KubeObject): string {
  return `${apiVersion} ${kind} ${metadata.namespace ?? ''} ${metadata.name}`;
}
