import type {ApiResource, KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {objectKey} from '../read/object-key.js';
import {compareResourceVersions} from '../read/resource-version.js';

/**
 * One object that is waited for, whatever for. It starts from a read that was made after the change that it waits for, and takes in
 * nothing older than what it has: a watch that was opened earlier may lag, and must not tell of the state before.
 */
export abstract class WatchedTarget {
  /** Complete: kind as served, namespace where the kind has one. */
  readonly reference: ObjectReference;
  /** Within its kind. */
  readonly key: string;
  object: KubeObject | undefined;
  /** Whether what is waited for has happened. Stays so. */
  done = false;
  #seenInWatch = false;

  constructor(
    reference: ObjectReference,
    readonly resource: ApiResource,
  ) {
    const {group, version, kind, namespaced} = resource;
    const scope = namespaced ? {namespace: reference.namespace ?? 'default'} : {};
    this.reference = {group, version, kind, ...scope, name: reference.name};
    this.key = objectKey(this.reference);
  }

  /** Judges `object`, which is new. */
  protected abstract changed(): void;

  /** Called when a watch does not have the object, which may be because it lags behind the read. */
  protected missing(): void {
    // Who waits for readiness goes by what was read.
  }

  /** Takes in what a read of the API just answered. */
  read(object: KubeObject | undefined): void {
    if (this.done) return;
    this.object = object;
    this.#seenInWatch = false;
    this.changed();
  }

  /** Takes in what a watch says now; undefined when the object is not in it. */
  watched(object: KubeObject | undefined): void {
    if (this.done) return;
    if (object === undefined) {
      if (!this.#seenInWatch) return this.missing();
    } else {
      if (this.object !== undefined && isOlder(object, this.object)) return;
      this.#seenInWatch = true;
    }
    if (object === this.object) return;
    this.object = object;
    this.changed();
  }
}

/** Versions that are no numbers (of aggregated API servers) leave only the generation to go by. */
function isOlder(object: KubeObject, than: KubeObject): boolean {
  const order = compareResourceVersions(object.metadata.resourceVersion, than.metadata.resourceVersion);
  return order === undefined ? (object.metadata.generation ?? 0) < (than.metadata.generation ?? 0) : order < 0;
}
