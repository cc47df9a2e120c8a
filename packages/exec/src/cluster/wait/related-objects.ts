import {events, pods, replicaSets} from '../pod-resources.js';
import type {ApiResource, ClusterReader, KubeObject, Observation} from '../../ports/cluster-reader.js';
import type {OwnedObjects} from '../diagnosis/newest-pods.js';
import type {Related} from '../readiness/verdict.js';

/** Kinds whose pods tell why they are not ready. */
const withPods = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'Job',
  'PersistentVolumeClaim',
]);

/**
 * What lies below the objects of one wait: pods, ReplicaSets and warnings, observed by namespace (so that all waits share one watch for each),
 * and only while something there is not ready. Where they may not be read, a wait goes on without them and cannot fail early.
 */
export class RelatedObjects {
  readonly #observed = new Map<string, {observation: Observation; listed: boolean}>();
  readonly #bindingModes = new Map<string, string | undefined>();

  /** @param onChange called when anything of it changed */
  constructor(
    private readonly reader: ClusterReader,
    private readonly onChange: () => void,
  ) {}

  /** Observes what is below these objects, and no longer what is below others. */
  follow(objects: readonly KubeObject[]): void {
    const wanted = new Set<string>();
    for (const {kind, metadata} of objects) {
      if (metadata.namespace === undefined || !withPods.has(kind)) continue;
      wanted.add(this.#observe(pods, metadata.namespace));
      wanted.add(this.#observe(events, metadata.namespace, 'type=Warning'));
      if (kind === 'Deployment') wanted.add(this.#observe(replicaSets, metadata.namespace));
    }
    for (const [key, {observation}] of this.#observed) {
      if (wanted.has(key)) continue;
      observation.close();
      this.#observed.delete(key);
    }
  }

  owned(object: KubeObject): OwnedObjects {
    const namespace = object.metadata.namespace ?? '';
    return {
      pods: this.#objects(pods, namespace),
      replicaSets: this.#objects(replicaSets, namespace),
      events: this.#objects(events, namespace),
    };
  }

  /** Whether some of it was listed, and is not up to date now. What may not be read at all is not lost. */
  get isLost(): boolean {
    return [...this.#observed.values()].some(
      ({observation, listed}) => listed && observation.trouble?.() !== undefined,
    );
  }

  /** What a claim's verdict depends on. Its storage class counts only when the pods that may use it are known. */
  related(object: KubeObject): Related {
    if (object.kind !== 'PersistentVolumeClaim') return {};
    const known = this.#observed.get(keyOf(pods, object.metadata.namespace ?? ''))?.listed === true;
    if (!known) return {};
    return {pods: this.owned(object).pods, bindingMode: this.#bindingMode(object.spec?.storageClassName)};
  }

  close(): void {
    this.follow([]);
  }

  #observe(resource: ApiResource, namespace: string, fieldSelector?: string): string {
    const key = keyOf(resource, namespace);
    if (this.#observed.has(key)) return key;
    const observation = this.reader.observe({
      resource,
      namespace,
      ...(fieldSelector === undefined ? {} : {fieldSelector}),
    });
    const entry = {observation, listed: false};
    this.#observed.set(key, entry);
    observation.onChange(this.onChange);
    observation.listed.then(
      () => {
        entry.listed = true;
        this.onChange();
      },
      () => undefined,
    );
    return key;
  }

  #objects(resource: ApiResource, namespace: string): readonly KubeObject[] {
    return this.#observed.get(keyOf(resource, namespace))?.observation.objects() ?? [];
  }

  /** Undefined until it has been read. */
  #bindingMode(storageClass: string | undefined): string | undefined {
    if (storageClass === undefined || storageClass === '') return undefined;
    if (!this.#bindingModes.has(storageClass)) {
      this.#bindingModes.set(storageClass, undefined);
      this.reader.get({group: 'storage.k8s.io', kind: 'StorageClass', name: storageClass}).then(
        (found) => {
          this.#bindingModes.set(storageClass, found?.['volumeBindingMode']);
          this.onChange();
        },
        () => undefined,
      );
    }
    return this.#bindingModes.get(storageClass);
  }
}

function keyOf(resource: ApiResource, namespace: string): string {
  return `${resource.plural}/${namespace}`;
}
