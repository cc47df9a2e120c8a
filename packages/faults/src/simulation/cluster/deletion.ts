import type {KubeObject} from '@kflow/exec';
import type {Random} from '../random.js';
import type {VirtualTime} from '../time/virtual-time.js';
import {keyOf} from './kinds.js';
import type {ObjectStore} from './object-store.js';

/** The finalizer of objects that something of the simulation's takes off after a while, as an operator does. */
export const operatorFinalizer = 'example.com/operator';
/** The finalizer of objects whose operator is gone: nothing ever takes it off. */
export const orphanedFinalizer = 'example.com/nobody';

const foreground = 'foregroundDeletion';

/** Deletes objects as an API server and its garbage collector do: finalizers, grace of pods, dependents, namespaces. */
export class Deletion {
  constructor(
    private readonly store: ObjectStore,
    private readonly time: VirtualTime,
    private readonly random: Random,
  ) {
    store.onChange(({type, object}) => {
      if (type === 'DELETED') this.later(20, 300, () => this.collect(object));
    });
  }

  /** Asks for an object's deletion. False when there is no such object. */
  delete(key: string, cascade: 'background' | 'foreground' = 'background'): boolean {
    const object = this.store.get(key);
    if (!object) return false;
    if (object.metadata.deletionTimestamp !== undefined) return true;
    const waits = cascade === 'foreground' && this.dependents(object).length > 0 ? [foreground] : [];
    this.store.update(key, ({metadata, status, kind}) => {
      metadata.deletionTimestamp = new Date(this.time.now).toISOString();
      const finalizers = [...(metadata.finalizers ?? []), ...waits];
      if (finalizers.length > 0) metadata.finalizers = finalizers;
      if (kind === 'Namespace') Object.assign(status ?? {}, {phase: 'Terminating'});
    });
    if (waits.length > 0) for (const each of this.dependents(object)) this.delete(keyOf(each), 'foreground');
    if (object.metadata.finalizers?.includes(operatorFinalizer)) {
      this.later(200, 3000, () => this.takeOff(key, operatorFinalizer));
    }
    if (object.kind === 'Pod') this.later(100, 2000, () => this.finish(key));
    else if (object.kind === 'Namespace') this.empty(object.metadata.name);
    else this.finish(key);
    return true;
  }

  private takeOff(key: string, finalizer: string): void {
    this.store.update(key, ({metadata}) => {
      metadata.finalizers = metadata.finalizers?.filter((each) => each !== finalizer);
    });
    this.finish(key);
  }

  /** Removes an object that is being deleted and that nothing holds any more. */
  private finish(key: string): void {
    const object = this.store.get(key);
    if (object?.metadata.deletionTimestamp === undefined || object.metadata.finalizers?.length) return;
    if (object.kind === 'Namespace' && this.contentOf(object.metadata.name).length > 0) return;
    this.store.remove(key);
  }

  /** What follows from an object's end: of its dependents, its foreground-deleted owner, and its namespace. */
  private collect(gone: KubeObject): void {
    for (const each of this.dependents(gone)) this.delete(keyOf(each));
    for (const {uid} of gone.metadata.ownerReferences ?? []) {
      const owner = this.store.all().find(({metadata}) => metadata.uid === uid);
      if (!owner?.metadata.finalizers?.includes(foreground) || this.dependents(owner).length > 0) continue;
      this.takeOff(keyOf(owner), foreground);
    }
    const {namespace} = gone.metadata;
    if (namespace !== undefined) this.finish(`/Namespace//${namespace}`);
  }

  private empty(namespace: string): void {
    this.later(50, 500, () => {
      for (const each of this.contentOf(namespace)) this.delete(keyOf(each));
      this.finish(`/Namespace//${namespace}`);
    });
  }

  private contentOf(namespace: string): KubeObject[] {
    return this.store.all().filter(({metadata}) => metadata.namespace === namespace);
  }

  private dependents({metadata}: KubeObject): KubeObject[] {
    return this.store
      .all()
      .filter((each) => each.metadata.ownerReferences?.some(({uid}) => uid === metadata.uid) === true);
  }

  private later(least: number, most: number, happen: () => void): void {
    this.time.after(this.random.int(least, most), happen);
  }
}
