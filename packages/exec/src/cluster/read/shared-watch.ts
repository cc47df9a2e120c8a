import type {Clock} from '../../ports/clock.js';
import type {KubeObject, ObjectQuery, ReadFailure} from '../../ports/cluster-reader.js';
import {queryPath} from './api-path.js';
import type {ApiTransport} from '../transport/api-transport.js';
import {Backoff} from './backoff.js';
import {listObjects} from './list-objects.js';
import {objectKey} from './object-key.js';
import {isTransient, ReadError, readFailureOf} from './read-error.js';
import {readWatchEvent} from './watch-event.js';

/** Seconds after which the server ends a watch: between this and twice this, so that not all come back at once (as client-go does). */
const shortestWatch = 150;

/**
 * One query's live collection, shared by all who observe it: a list, then a watch from the list's version on. A watch that ends is
 * taken up again where it stopped; when the server does not remember that far back (410), the list is read anew. A lost connection
 * is tried again with growing delays, for as long as anybody observes, also before the first list: an API server may be killed at that moment as at
 * any other.
 */
export class SharedWatch {
  /** Resolves with the first list; rejects when that is refused. */
  readonly listed: Promise<void>;
  /** Why the collection is not up to date now; undefined when it is. */
  trouble: ReadFailure | undefined;
  readonly #objects = new Map<string, KubeObject>();
  readonly #listeners = new Set<() => void>();
  readonly #closed = new AbortController();
  #snapshot: readonly KubeObject[] | undefined;
  #version = '';
  #wasListed = false;

  constructor(
    private readonly transport: ApiTransport,
    private readonly clock: Clock,
    private readonly query: ObjectQuery,
    private readonly random: () => number = Math.random,
  ) {
    this.listed = this.#run();
    this.listed.catch(() => undefined);
  }

  objects(): readonly KubeObject[] {
    this.#snapshot ??= [...this.#objects.values()];
    return this.#snapshot;
  }

  object(key: string): KubeObject | undefined {
    return this.#objects.get(key);
  }

  onChange(listener: () => void): () => void {
    // A fresh function each, so that one listener given twice is called twice.
    const own = (): void => listener();
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  close(): void {
    this.#listeners.clear();
    this.#closed.abort(new Error('the observation is closed'));
  }

  /** Resolves at the first list; following goes on behind. */
  #run(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#follow(resolve).catch(reject);
    });
  }

  async #follow(onListed: () => void): Promise<void> {
    const backoff = new Backoff(200, 10_000, this.random);
    while (!this.#closed.signal.aborted) {
      try {
        if (this.#version === '') {
          await this.#list();
          onListed();
        }
        const heard = await this.#watch();
        if (heard) backoff.reset();
        else await this.clock.sleep(backoff.next(), this.#closed.signal);
      } catch (error) {
        if (this.#closed.signal.aborted) break;
        await this.#recover(error, backoff);
      }
    }
    throw this.#closed.signal.reason;
  }

  /** Decides what a failure means: list anew, wait and try again, or give up because the first list is refused. */
  async #recover(error: unknown, backoff: Backoff): Promise<void> {
    const failure = readFailureOf(error);
    if (!this.#wasListed && (failure === undefined || !isTransient(failure))) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (failure?.status === 410) {
      this.#version = '';
      // A server that says so again and again must not be asked without a pause.
      if (backoff.tries === 0) {
        backoff.next();
        return;
      }
    } else if (failure?.status === 404) {
      // The kind is no longer served: its objects went with it.
      this.#version = '';
      this.#replace([]);
    } else if (failure === undefined) {
      this.#version = '';
    }
    this.trouble = failure ?? {status: 0, reason: 'Unknown', message};
    this.#notify();
    await this.clock.sleep(backoff.next(), this.#closed.signal);
  }

  async #list(): Promise<void> {
    const list = await listObjects(this.transport, this.query, this.#closed.signal);
    this.#version = list.resourceVersion;
    this.#wasListed = true;
    this.trouble = undefined;
    this.#replace(list.objects);
  }

  /** Whether the server said anything before it ended the watch. */
  async #watch(): Promise<boolean> {
    const stop = new AbortController();
    let heard = false;
    let failed: ReadFailure | undefined;
    const path = queryPath(this.query, {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: this.#version,
      timeoutSeconds: String(Math.round(shortestWatch * (1 + this.random()))),
    });
    const onLine = (line: string): void => {
      if (failed !== undefined) return;
      failed = this.#apply(line);
      if (failed === undefined) heard = true;
      else stop.abort();
    };
    try {
      const signal = AbortSignal.any([this.#closed.signal, stop.signal]);
      await this.transport.stream({path, signal, onOpen: () => this.#isBack()}, onLine);
    } catch (error) {
      if (failed === undefined) throw error;
    }
    if (failed !== undefined) throw new ReadError(failed, this.transport.context, path);
    return heard;
  }

  /** The server answers again: what there is, is up to date, though it may be long until something changes. */
  #isBack(): void {
    if (this.trouble === undefined) return;
    this.trouble = undefined;
    this.#notify();
  }

  /** Takes one event in; returns the failure that it tells of, if it does. */
  #apply(line: string): ReadFailure | undefined {
    const event = readWatchEvent(line);
    if (event === undefined) return undefined;
    if (event.type === 'ERROR') return event.failure;
    this.trouble = undefined;
    this.#version = event.object.metadata.resourceVersion ?? this.#version;
    if (event.type === 'BOOKMARK') return undefined;
    const key = objectKey(event.object.metadata);
    if (event.type === 'DELETED') this.#objects.delete(key);
    else this.#objects.set(key, event.object);
    this.#notify();
    return undefined;
  }

  #replace(objects: readonly KubeObject[]): void {
    this.#objects.clear();
    for (const object of objects) this.#objects.set(objectKey(object.metadata), object);
    this.#notify();
  }

  #notify(): void {
    this.#snapshot = undefined;
    for (const listener of [...this.#listeners]) listener();
  }
}
