import {isDeepStrictEqual} from 'node:util';
import type {KubeObject} from '@kflow/exec';
import type {VirtualTime} from '../time/virtual-time.js';
import {keyOf} from './kinds.js';

/** One change, as a watch tells of it. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** As it was after the change; before its end, when it was deleted. */
  object: KubeObject;
  version: number;
}

/** The objects of a simulated cluster, with the bookkeeping that an API server does. */
export class ObjectStore {
  private readonly objects = new Map<string, KubeObject>();
  private readonly listeners = new Set<(change: Change) => void>();
  private uids = 0;
  /** Every change so far. */
  readonly history: Change[] = [];
  version = 100;

  constructor(private readonly time: VirtualTime) {}

  get(key: string): KubeObject | undefined {
    return this.objects.get(key);
  }

  all(): KubeObject[] {
    return [...this.objects.values()];
  }

  of(kind: string, namespace?: string): KubeObject[] {
    return this.all().filter(
      (object) => object.kind === kind && (namespace === undefined || object.metadata.namespace === namespace),
    );
  }

  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  create(object: KubeObject): KubeObject {
    this.uids += 1;
    const made: KubeObject = {
      ...structuredClone(object),
      metadata: {
        ...structuredClone(object.metadata),
        uid: `uid-${this.uids}`,
        generation: 1,
        creationTimestamp: new Date(this.time.now).toISOString(),
      },
    };
    return this.put('ADDED', made);
  }

  /** Changes an object; its generation grows with its spec. What leaves it as it is, is no change. */
  update(key: string, change: (object: KubeObject) => void): KubeObject | undefined {
    const before = this.objects.get(key);
    if (!before) return undefined;
    const after = structuredClone(before);
    change(after);
    if (isDeepStrictEqual(before, after)) return before;
    if (!isDeepStrictEqual(before.spec, after.spec)) after.metadata.generation = (before.metadata.generation ?? 0) + 1;
    return this.put('MODIFIED', after);
  }

  remove(key: string): void {
    const object = this.objects.get(key);
    if (!object) return;
    this.objects.delete(key);
    this.tell('DELETED', object);
  }

  private put(type: 'ADDED' | 'MODIFIED', object: KubeObject): KubeObject {
    this.objects.set(keyOf(object), object);
    return this.tell(type, object);
  }

  private tell(type: Change['type'], object: KubeObject): KubeObject {
    this.version += 1;
    const told = {...object, metadata: {...object.metadata, resourceVersion: String(this.version)}};
    if (type !== 'DELETED') this.objects.set(keyOf(object), told);
    const change = {type, object: told, version: this.version};
    this.history.push(change);
    for (const listener of [...this.listeners]) listener(change);
    return told;
  }
}
