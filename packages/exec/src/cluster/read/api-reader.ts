import type {Clock} from '../../ports/clock.js';
import type {
  ApiResource,
  ClusterReader,
  KubeObject,
  ObjectQuery,
  ObjectReference,
  Observation,
  ServedKinds,
} from '../../ports/cluster-reader.js';
import {apiPath, queryKey} from './api-path.js';
import type {ApiTransport} from '../transport/api-transport.js';
import {Discovery} from './discovery.js';
import {listMetadata, listObjects} from './list-objects.js';
import {readFailureOf} from './read-error.js';
import {SharedWatch} from './shared-watch.js';

/** A ClusterReader over any transport: discovery, reads, and one watch for each query however many observe it. */
export class ApiReader implements ClusterReader {
  readonly #discovery: Discovery;
  readonly #watches = new Map<string, {watch: SharedWatch; observers: number}>();
  #identity: Promise<string | undefined> | undefined;

  constructor(
    private readonly transport: ApiTransport,
    private readonly clock: Clock,
  ) {
    this.#discovery = new Discovery(transport);
  }

  resolve(kind: string, group?: string): Promise<ApiResource | undefined> {
    return this.#discovery.resolve(kind, group);
  }

  async get(reference: ObjectReference): Promise<KubeObject | undefined> {
    const resource = await this.resolve(reference.kind, reference.group);
    if (resource === undefined) return undefined;
    const path = apiPath(resource, reference.namespace ?? 'default', reference.name);
    const text = await absentAsUndefined(this.transport.get({path}));
    return text === undefined ? undefined : JSON.parse(text);
  }

  async list(query: ObjectQuery): Promise<KubeObject[]> {
    return (await listObjects(this.transport, query)).objects;
  }

  listMetadata(query: ObjectQuery): Promise<KubeObject[]> {
    return listMetadata(this.transport, query);
  }

  kinds(): Promise<ServedKinds> {
    return this.#discovery.kinds();
  }

  observe(query: ObjectQuery): Observation {
    const key = queryKey(query);
    const shared = this.#watches.get(key) ?? this.#begin(key, query);
    shared.observers += 1;
    const {watch} = shared;
    const off = new Set<() => void>();
    let open = true;
    return {
      listed: watch.listed,
      objects: () => watch.objects(),
      trouble: () => watch.trouble,
      onChange(listener) {
        const stop = watch.onChange(listener);
        off.add(stop);
        return () => {
          off.delete(stop);
          stop();
        };
      },
      close: () => {
        if (!open) return;
        open = false;
        for (const stop of off) stop();
        shared.observers -= 1;
        if (shared.observers === 0) this.#end(key, watch);
      },
    };
  }

  identity(): Promise<string | undefined> {
    this.#identity ??= this.get({group: '', kind: 'Namespace', name: 'kube-system'}).then(
      (namespace) => namespace?.metadata.uid,
      (error: unknown) => {
        this.#identity = undefined;
        if (readFailureOf(error)?.status === 403) return undefined;
        throw error;
      },
    );
    return this.#identity;
  }

  raw(path: string): Promise<string> {
    return this.transport.get({path, accept: '*/*'});
  }

  lines(path: string, onLine: (line: string) => void, signal?: AbortSignal): Promise<void> {
    return this.transport.stream({path, accept: '*/*', text: true, signal}, onLine);
  }

  async serverVersion(): Promise<string> {
    return JSON.parse(await this.raw('/version')).gitVersion;
  }

  async close(): Promise<void> {
    for (const {watch} of this.#watches.values()) watch.close();
    this.#watches.clear();
    await this.transport.close();
  }

  #begin(key: string, query: ObjectQuery): {watch: SharedWatch; observers: number} {
    const watch = new SharedWatch(this.transport, this.clock, query);
    const shared = {watch, observers: 0};
    this.#watches.set(key, shared);
    // A collection that could not be listed is not shared with who asks later: that one gets a try of its own.
    watch.listed.catch(() => this.#forget(key, watch));
    return shared;
  }

  #end(key: string, watch: SharedWatch): void {
    watch.close();
    this.#forget(key, watch);
  }

  #forget(key: string, watch: SharedWatch): void {
    if (this.#watches.get(key)?.watch === watch) this.#watches.delete(key);
  }
}

async function absentAsUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (readFailureOf(error)?.status === 404) return undefined;
    throw error;
  }
}
