import type {ApiResource, KubeObject, ObjectReference} from '../../ports/cluster-reader.js';
import {WatchedTarget} from './watched-target.js';

/** One object of which something is to become true. Once true is enough. */
export class ObjectTarget extends WatchedTarget {
  /** Why it is not so, as seen last. */
  message = 'does not exist';

  /** @param unmet why what is waited for is not so; undefined when it is */
  constructor(
    reference: ObjectReference,
    resource: ApiResource,
    private readonly unmet: (object: KubeObject) => string | undefined,
  ) {
    super(reference, resource);
  }

  protected override changed(): void {
    const why = this.object === undefined ? 'does not exist' : this.unmet(this.object);
    if (why === undefined) this.done = true;
    else this.message = why;
  }
}
