import type {ClusterReader, Observation, ReadFailure} from '../../ports/cluster-reader.js';
import {objectKey} from '../read/object-key.js';
import type {WatchedTarget} from './watched-target.js';

/** Up to this many objects of one kind and namespace are read one by one; for more, one list is less work. */
const fewGets = 3;

/** Targets of one kind in one namespace: read together, and watched by one watch while any of them is not done. */
export class TargetGroup<Target extends WatchedTarget> {
  readonly targets: Target[] = [];
  #observation: Observation | undefined;

  constructor(private readonly reader: ClusterReader) {}

  /** Sorts targets into groups by kind and namespace. */
  static of<Target extends WatchedTarget>(reader: ClusterReader, targets: Iterable<Target>): TargetGroup<Target>[] {
    const groups = new Map<string, TargetGroup<Target>>();
    for (const target of targets) {
      const {group, kind, namespace} = target.reference;
      const key = `${group}/${kind}/${namespace ?? ''}`;
      const found = groups.get(key) ?? new TargetGroup<Target>(reader);
      groups.set(key, found);
      found.targets.push(target);
    }
    return [...groups.values()];
  }

  get isDone(): boolean {
    return this.targets.every((target) => target.done);
  }

  /** Why the watch is not up to date now. */
  get trouble(): ReadFailure | undefined {
    return this.#observation?.trouble?.();
  }

  /** Reads targets as they are now, from the API server and not from any watch. */
  async read(targets: readonly Target[] = this.targets): Promise<void> {
    if (targets.length <= fewGets) {
      await Promise.all(targets.map(async (target) => target.read(await this.reader.get(target.reference))));
      return;
    }
    const {resource, reference} = targets[0]!;
    const objects = await this.reader.list({resource, namespace: reference.namespace});
    const byKey = new Map(objects.map((object) => [objectKey(object.metadata), object]));
    for (const target of targets) target.read(byKey.get(target.key));
  }

  /** Watches from now on; `onError` hears when the watch's first list is refused. */
  watch(onChange: () => void, onError: (error: unknown) => void): void {
    const {resource, reference} = this.targets[0]!;
    const observation = this.reader.observe({resource, namespace: reference.namespace});
    this.#observation = observation;
    let listed = false;
    let told: string | undefined;
    const update = (): void => {
      const trouble = observation.trouble?.()?.message;
      const isChanged = listed && this.#update(observation);
      // Before the first list, that it cannot be had is what changes.
      if (!isChanged && trouble === told) return;
      told = trouble;
      onChange();
    };
    observation.onChange(update);
    observation.listed.then(() => {
      listed = true;
      if (this.#observation === observation) update();
    }, onError);
  }

  close(): void {
    this.#observation?.close();
    this.#observation = undefined;
  }

  /**
   * Every state that the watch tells of is judged as it comes: a Job may be complete and gone in two events that follow at once.
   *
   * @returns whether anything of a target changed
   */
  #update(observation: Observation): boolean {
    let isChanged = false;
    for (const target of this.targets) {
      if (target.done) continue;
      const before = target.object;
      const found = observation.object(target.key);
      target.watched(found);
      // What the watch does not have may be gone, or not there yet: who waits has to ask.
      isChanged ||= found === undefined || target.done || target.object !== before;
    }
    return isChanged;
  }
}
