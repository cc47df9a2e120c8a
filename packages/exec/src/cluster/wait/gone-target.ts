import type {WorkloadProgress} from '../../engine/event.js';
import type {ApiResource, ObjectReference} from '../../ports/cluster-reader.js';
import type {Hold} from '../finalizers/hold.js';
import {workloadName} from '../read/object-key.js';
import {whyStillThere} from './why-still-there.js';
import {WatchedTarget} from './watched-target.js';

/** One object that is to go away. An object of the same name with another UID is another object. */
export class GoneTarget extends WatchedTarget {
  /** True when a watch that may lag does not have it: only a read can tell. */
  unsure = false;
  /** What was found out of what holds it. */
  holds: readonly Hold[] = [];
  #uid: string | undefined;

  constructor(reference: ObjectReference & {uid?: string}, resource: ApiResource) {
    super(reference, resource);
    this.#uid = reference.uid;
  }

  get progress(): WorkloadProgress {
    const {namespace} = this.reference;
    const message = this.done
      ? 'gone'
      : this.object === undefined
        ? 'is being deleted'
        : whyStillThere(this.object, this.holds);
    return {
      workload: workloadName(this.reference),
      ...(namespace === undefined ? {} : {namespace}),
      state: this.done ? 'ready' : 'progressing',
      ready: this.done ? 1 : 0,
      total: 1,
      message,
    };
  }

  protected override changed(): void {
    this.unsure = false;
    this.#uid ??= this.object?.metadata.uid;
    if (this.object === undefined || this.object.metadata.uid !== this.#uid) this.done = true;
  }

  protected override missing(): void {
    this.unsure = true;
  }
}
