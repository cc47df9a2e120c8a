import type {ApiResource, KubeObject} from '@kflow/exec';
import type {Random} from '../random.js';
import type {VirtualTime} from '../time/virtual-time.js';
import {Controllers, hashOf, isReady} from './controllers.js';
import {Deletion} from './deletion.js';
import {builtInKinds, keyOf} from './kinds.js';
import {ObjectStore} from './object-store.js';

/** A whole cluster in memory: objects, what controllers make of them, and when each workload was ready. */
export class SimulatedCluster {
  readonly store: ObjectStore;
  readonly deletion: Deletion;
  /** Of workloads, by key: the generation and the time (`VirtualTime.passed`) at which all of it was last seen to be ready. */
  readonly lastReady = new Map<string, {generation: number; at: number}>();
  private readonly served: ApiResource[] = [...builtInKinds];

  constructor(
    private readonly time: VirtualTime,
    random: Random,
  ) {
    this.store = new ObjectStore(time);
    this.deletion = new Deletion(this.store, time, random);
    new Controllers(this.store, this.deletion, time, random);
    for (const name of ['default', 'kube-system']) {
      this.store.create({apiVersion: 'v1', kind: 'Namespace', metadata: {name}});
    }
    this.store.onChange(({type, object}) => {
      if (object.kind === 'CustomResourceDefinition' && type === 'ADDED') {
        time.after(random.int(50, 1500), () => this.serve(object));
      }
      if (object.kind === 'Pod' || object.kind === 'Job') this.noteReady();
    });
  }

  get kinds(): readonly ApiResource[] {
    return this.served;
  }

  /** The served kind that a manifest's object is of. */
  kindOf(apiVersion: string, kind: string): ApiResource | undefined {
    return this.served.find(
      (each) => each.kind === kind && (each.group ? `${each.group}/${each.version}` : each.version) === apiVersion,
    );
  }

  /** Creates or changes an object as `kubectl apply` does: what the manifest says counts, the rest stays. */
  apply(manifest: KubeObject): 'created' | 'configured' | 'unchanged' {
    const before = this.store.get(keyOf(manifest));
    if (!before) {
      this.store.create({...manifest, ...(manifest.spec ? {status: {}} : {})});
      return 'created';
    }
    const after = this.store.update(keyOf(manifest), (object) => {
      const {metadata, ...rest} = structuredClone(manifest);
      Object.assign(object.metadata, metadata);
      // `kubectl rollout restart` writes into the template, and apply leaves that alone.
      const restarted = object.spec?.template?.metadata?.annotations?.[restartedAt];
      Object.assign(object, rest);
      if (restarted !== undefined) object.spec.template.metadata.annotations[restartedAt] = restarted;
    });
    return after === before ? 'unchanged' : 'configured';
  }

  /** What `kubectl rollout restart` does. */
  restart(key: string): boolean {
    return (
      this.store.update(key, ({spec}) => {
        spec.template.metadata.annotations[restartedAt] = new Date(this.time.now).toISOString();
      }) !== undefined
    );
  }

  /** Whether all that a workload asks for runs, and is ready, at its newest revision: judged by its pods, and by nothing that it says of itself. */
  isReady(object: KubeObject): boolean {
    if (object.metadata.deletionTimestamp !== undefined) return false;
    if (object.kind === 'Job') return object.status?.succeeded === 1;
    const {replicas = 1, template} = object.spec ?? {};
    const hash = hashOf(template);
    const revisions = [hash, `${object.metadata.name}-${hash}`];
    const pods = this.store.of('Pod', object.metadata.namespace).filter((pod) => this.belongs(pod, object));
    const newest = pods.filter(({metadata}) => revisions.includes(metadata.labels?.['controller-revision-hash'] ?? ''));
    return newest.filter(isReady).length >= replicas;
  }

  private belongs(pod: KubeObject, workload: KubeObject): boolean {
    const owners = pod.metadata.ownerReferences ?? [];
    return owners.some(
      ({uid, kind, name}) =>
        uid === workload.metadata.uid ||
        (kind === 'ReplicaSet' &&
          this.store
            .get(`apps/ReplicaSet/${pod.metadata.namespace}/${name}`)
            ?.metadata.ownerReferences?.some((owner) => owner.uid === workload.metadata.uid)),
    );
  }

  private noteReady(): void {
    for (const kind of ['Deployment', 'StatefulSet', 'Job']) {
      for (const object of this.store.of(kind)) {
        if (!this.isReady(object)) continue;
        this.lastReady.set(keyOf(object), {generation: object.metadata.generation ?? 0, at: this.time.passed});
      }
    }
  }

  private serve({spec, ...object}: KubeObject): void {
    this.served.push({
      group: spec.group,
      version: spec.versions[0].name,
      kind: spec.names.kind,
      plural: spec.names.plural,
      namespaced: spec.scope === 'Namespaced',
    });
    this.store.update(keyOf({...object, spec} as KubeObject), (each) => {
      each.status = {
        conditions: [
          {type: 'NamesAccepted', status: 'True'},
          {type: 'Established', status: 'True'},
        ],
      };
    });
  }
}

const restartedAt = 'kubectl.kubernetes.io/restartedAt';
