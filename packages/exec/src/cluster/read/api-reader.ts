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
import {patiently} from './patiently.js';
import {readFailureOf} from './read-error.js';
import {readJson} from './read-json.js';
import {SharedWatch} from './shared-watch.js';

/** A ClusterReader over any transport: discovery, reads that are tried again for a while, and one watch for each query however many observe it. */
export class ApiReader implements ClusterReader {
  readonly #discovery: Discovery;
  readonly #closed = new AbortController();
  readonly #watches = new Map<string, {watch: SharedWatch; observers: number}>();
  #identity: Promise<string | undefined> | undefined;

  constructor(
    private readonly transport: ApiTransport,
    private readonly clock: Clock,
  ) {
    this.#discovery = new Discovery(transport);
  }

  resolve(kind: string, group?: string): Promise<ApiResource | undefined> {
    return this.#patiently(() => this.#discovery.resolve(kind, group));
  }

  async get(reference: ObjectReference): Promise<KubeObject | undefined> {
    const resource = await this.resolve(reference.kind, reference.group);
    if (resource === undefined) return undefined;
    const path = apiPath(resource, reference.namespace ?? 'default', reference.name);
    return await this.#patiently(() => absentAsUndefined<KubeObject>(readJson(this.transport, {path})));
  }

  async list(query: ObjectQuery): Promise<KubeObject[]> {
    return (await this.#patiently(() => listObjects(this.transport, query))).objects;
  }

  listMetadata(query: ObjectQuery): Promise<KubeObject[]> {
    return this.#patiently(() => listMetadata(this.transport, query));
  }

  kinds(): Promise<ServedKinds> {
    return this.#patiently(() => this.#discovery.kinds());
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
    return (await readJson(this.transport, {path: '/version'})).gitVersion;
  }

  async close(): Promise<void> {
    for (const {watch} of this.#watches.values()) watch.close();
    this.#watches.clear();
    this.#closed.abort(new Error('the reader is closed'));
    await this.transport.close();
  }

  #patiently<Result>(read: () => Promise<Result>): Promise<Result> {
    return patiently(this.clock, this.#closed.signal, read);
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
