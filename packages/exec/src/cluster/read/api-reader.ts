import {setMaxListeners} from 'node:events';
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
import {namespaces} from '../pod-resources.js';
import {apiPath, queryKey} from './api-path.js';
import type {ApiTransport} from '../transport/api-transport.js';
import {Discovery} from './discovery.js';
import {listMetadata, listObjects} from './list-objects.js';
import {patiently} from './patiently.js';
import {readFailureOf} from './read-error.js';
import {readJson} from './read-json.js';
import {SelectedLists} from './selected-lists.js';
import {SharedReads} from './shared-reads.js';
import {SharedWatch} from './shared-watch.js';

/** Milliseconds for which a watch goes on that nobody observes. */
const linger = 5_000;

/** A watch, and who observes it. */
interface Shared {
  watch: SharedWatch;
  observers: number;
  /** `clock.monotonic()` when the last of them left. */
  idleSince: number;
  /** Whether its end is already waited for. */
  lingers: boolean;
}

/**
 * A ClusterReader over any transport: discovery, reads that are tried again for a while, and one watch for each query however many observe it.
 *
 * @internal
 */
export class ApiReader implements ClusterReader {
  readonly #discovery: Discovery;
  readonly #closed = new AbortController();
  readonly #lists = new SharedReads<KubeObject[]>();
  readonly #selected = new SelectedLists((query) => this.#patiently(() => listMetadata(this.transport, query)));
  readonly #watches = new Map<string, Shared>();
  #identity: Promise<string | undefined> | undefined;

  constructor(
    private readonly transport: ApiTransport,
    private readonly clock: Clock,
  ) {
    this.#discovery = new Discovery(transport);
    // Every watch that lingers hears of it, however many there are.
    setMaxListeners(0, this.#closed.signal);
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
    const read = (): Promise<KubeObject[]> =>
      this.#patiently(async () => (await listObjects(this.transport, query)).objects);
    return await this.#lists.read(queryKey(query), read);
  }

  listMetadata(query: ObjectQuery): Promise<KubeObject[]> {
    if (query.labelSelector !== undefined) return this.#selected.read(query);
    const read = (): Promise<KubeObject[]> => this.#patiently(() => listMetadata(this.transport, query));
    return this.#lists.read(`metadata ${queryKey(query)}`, read);
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
      object: (key) => watch.object(key),
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
        if (shared.observers === 0) void this.#linger(key, shared);
      },
    };
  }

  identity(): Promise<string | undefined> {
    const path = apiPath(namespaces, undefined, 'kube-system');
    this.#identity ??= this.#patiently(() => absentAsUndefined<KubeObject>(readJson(this.transport, {path}))).then(
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

  #begin(key: string, query: ObjectQuery): Shared {
    const watch = new SharedWatch(this.transport, this.clock, query);
    const shared: Shared = {watch, observers: 0, idleSince: 0, lingers: false};
    this.#watches.set(key, shared);
    // A collection that could not be listed is not shared with who asks later: that one gets a try of its own.
    watch.listed.catch(() => this.#forget(key, watch));
    return shared;
  }

  /** Ends a watch that nobody observes, unless somebody does soon: one wait follows another, and a new watch begins with a list. */
  async #linger(key: string, shared: Shared): Promise<void> {
    shared.idleSince = this.clock.monotonic();
    if (shared.lingers) return;
    shared.lingers = true;
    try {
      for (;;) {
        const left = shared.idleSince + linger - this.clock.monotonic();
        if (shared.observers > 0) return;
        if (left <= 0) break;
        await this.clock.sleep(left, this.#closed.signal);
      }
    } catch {
      // The reader is closed, and every watch with it.
      return;
    } finally {
      shared.lingers = false;
    }
    shared.watch.close();
    this.#forget(key, shared.watch);
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
