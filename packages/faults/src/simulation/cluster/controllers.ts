import {createHash} from 'node:crypto';
import type {KubeObject} from '@kflow/exec';
import type {Random} from '../random.js';
import type {VirtualTime} from '../time/virtual-time.js';
import type {Deletion} from './deletion.js';
import {keyOf} from './kinds.js';
import type {ObjectStore} from './object-store.js';
import {podLife} from './pod-life.js';

const hashLabel = 'pod-template-hash';

/** Deployments, StatefulSets and Jobs with their pods, and the kubelets that bring those to life. */
export class Controllers {
  private readonly due = new Set<string>();
  private names = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly deletion: Deletion,
    private readonly time: VirtualTime,
    private readonly random: Random,
  ) {
    store.onChange(({type, object}) => {
      if (object.kind === 'Pod' && type === 'ADDED') this.live(object);
      if (object.kind === 'Namespace' && type === 'ADDED')
        this.store.update(keyOf(object), (each) => (each.status = {phase: 'Active'}));
      if (['Deployment', 'StatefulSet', 'Job'].includes(object.kind) && type !== 'DELETED') this.plan(keyOf(object));
      if (object.kind !== 'Pod') return;
      for (const owner of this.ownersOf(object)) this.plan(keyOf(owner));
    });
  }

  private plan(key: string): void {
    if (this.due.has(key)) return;
    this.due.add(key);
    this.time.after(this.random.int(5, 150), () => {
      this.due.delete(key);
      const object = this.store.get(key);
      if (!object || object.metadata.deletionTimestamp !== undefined) return;
      if (object.kind === 'Deployment') this.deployment(object);
      if (object.kind === 'StatefulSet') this.statefulSet(object);
      if (object.kind === 'Job') this.job(object);
    });
  }

  private deployment(object: KubeObject): void {
    const {replicas = 1, template} = object.spec;
    const hash = hashOf(template);
    const name = `${object.metadata.name}-${hash}`;
    const sets = this.owned(object, 'ReplicaSet');
    const newest =
      sets.find(({metadata}) => metadata.name === name) ??
      this.store.create({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: {
          name,
          namespace: object.metadata.namespace,
          labels: {...template.metadata?.labels, [hashLabel]: hash},
          annotations: {'deployment.kubernetes.io/revision': String(sets.length + 1)},
          ownerReferences: [ownerReference(object)],
        },
        spec: {replicas, template},
      });
    this.store.update(keyOf(newest), (set) => void (set.spec.replicas = replicas));
    const pods = this.owned(newest, 'Pod').filter(isWanted);
    for (let index = pods.length; index < replicas; index += 1) this.pod(newest, template, hash);
    for (const pod of pods.slice(replicas)) this.deletion.delete(keyOf(pod));
    const ready = pods.filter(isReady).length;
    const old = sets.filter((set) => set.metadata.name !== name);
    const oldPods = old.flatMap((set) => this.owned(set, 'Pod')).filter(isWanted);
    // A rolling update takes as many old pods away as new ones are ready.
    for (const pod of oldPods.slice(0, Math.max(0, ready + oldPods.length - replicas)))
      this.deletion.delete(keyOf(pod));
    const wantedOf = (set: KubeObject): KubeObject[] => this.owned(set, 'Pod').filter(isWanted);
    const updated = wantedOf(newest);
    const all = [...updated, ...old.flatMap(wantedOf)];
    const available = all.filter(isReady).length;
    this.store.update(keyOf(object), ({metadata, status}) => {
      Object.assign(status, {
        observedGeneration: metadata.generation,
        replicas: all.length,
        updatedReplicas: updated.length,
        readyReplicas: available,
        availableReplicas: available,
        conditions: [
          {type: 'Available', status: available >= replicas ? 'True' : 'False'},
          {type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated'},
        ],
      });
    });
  }

  private statefulSet(object: KubeObject): void {
    const {replicas = 1, template} = object.spec;
    const hash = hashOf(template);
    const revision = `${object.metadata.name}-${hash}`;
    const pods = this.owned(object, 'Pod');
    const named = (index: number): KubeObject | undefined =>
      pods.find(({metadata}) => metadata.name === `${object.metadata.name}-${index}`);
    for (let index = 0; index < replicas; index += 1) {
      const pod = named(index);
      if (!pod) this.pod(object, template, revision, `${object.metadata.name}-${index}`);
      // One after the other, each when the one before is ready.
      if (!pod || !isWanted(pod) || !isReady(pod)) break;
    }
    const outdated = pods.filter(
      (pod) => pod.metadata.labels?.['controller-revision-hash'] !== revision && isWanted(pod),
    );
    if (outdated.length > 0 && pods.every((pod) => isWanted(pod) && (isReady(pod) || outdated.includes(pod)))) {
      this.deletion.delete(keyOf(outdated.at(-1)!));
    }
    for (const pod of pods.filter(isWanted)) {
      if (Number(/-(\d+)$/.exec(pod.metadata.name)?.[1]) >= replicas) this.deletion.delete(keyOf(pod));
    }
    const now = this.owned(object, 'Pod').filter(isWanted);
    const updated = now.filter((pod) => pod.metadata.labels?.['controller-revision-hash'] === revision).length;
    this.store.update(keyOf(object), ({metadata, status}) => {
      Object.assign(status, {
        observedGeneration: metadata.generation,
        replicas: now.length,
        readyReplicas: now.filter(isReady).length,
        availableReplicas: now.filter(isReady).length,
        updatedReplicas: updated,
        updateRevision: revision,
        currentRevision:
          updated === now.length && now.length === replicas ? revision : (status.currentRevision ?? revision),
      });
    });
  }

  private job(object: KubeObject): void {
    const [pod] = this.owned(object, 'Pod');
    if (!pod) {
      this.pod(object, object.spec.template, hashOf(object.spec.template));
      return;
    }
    if (!isReady(pod)) return;
    this.store.update(keyOf(object), ({status}) => {
      Object.assign(status, {succeeded: 1, conditions: [{type: 'Complete', status: 'True'}]});
    });
  }

  private pod(owner: KubeObject, template: KubeObject, hash: string, name?: string): void {
    this.names += 1;
    this.store.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: name ?? `${owner.metadata.name}-${this.names.toString(36).padStart(5, 'x')}`,
        namespace: owner.metadata.namespace,
        labels: {...template.metadata?.labels, [hashLabel]: hash, 'controller-revision-hash': hash},
        annotations: {...template.metadata?.annotations},
        ownerReferences: [ownerReference(owner)],
      },
      spec: template.spec,
      status: {phase: 'Pending', conditions: [{type: 'PodScheduled', status: 'True'}]},
    });
  }

  /** Lets happen to a pod what its life has in store, as long as it is there. */
  private live(pod: KubeObject): void {
    const [key, {uid}] = [keyOf(pod), pod.metadata];
    const moments = podLife(pod, this.random);
    const next = (): void => {
      const moment = moments.shift();
      if (!moment) return;
      this.time.after(moment.after, () => {
        const now = this.store.get(key);
        if (now?.metadata.uid !== uid || now?.metadata.deletionTimestamp !== undefined) return;
        this.store.update(key, (object) => void (object.status = moment.status));
        next();
      });
    };
    next();
  }

  private owned({metadata}: KubeObject, kind: string): KubeObject[] {
    return this.store
      .of(kind, metadata.namespace)
      .filter((each) => each.metadata.ownerReferences?.some(({uid}) => uid === metadata.uid) === true);
  }

  private ownersOf(object: KubeObject): KubeObject[] {
    const uids = new Set(object.metadata.ownerReferences?.map(({uid}) => uid));
    return this.store
      .all()
      .filter(({metadata}) => metadata.uid !== undefined && uids.has(metadata.uid))
      .flatMap((owner) => (owner.kind === 'ReplicaSet' ? this.ownersOf(owner) : [owner]));
  }
}

/** Whether a pod's status says that it is ready. */
export function isReady(pod: KubeObject): boolean {
  const conditions: {type: string; status: string}[] = pod.status?.conditions ?? [];
  return isWanted(pod) && conditions.some(({type, status}) => type === 'Ready' && status === 'True');
}

function isWanted({metadata}: KubeObject): boolean {
  return metadata.deletionTimestamp === undefined;
}

function ownerReference({apiVersion, kind, metadata}: KubeObject) {
  return {apiVersion, kind, name: metadata.name, uid: metadata.uid!, controller: true};
}

/** Names a revision of a pod template. */
export function hashOf(template: unknown): string {
  return createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 8);
}
