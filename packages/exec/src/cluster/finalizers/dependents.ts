import {pods, replicaSets} from '../pod-resources.js';
import type {ApiResource, ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {namespaceContents} from '../namespace/namespace-contents.js';
import {groupOf} from '../readiness/readiness-of.js';
import type {Hold} from './hold.js';
import {nameObjects} from './name-objects.js';

const jobs: ApiResource = {group: 'batch', version: 'v1', kind: 'Job', plural: 'jobs', namespaced: true};

/** Groups of the kinds that own nothing but pods, ReplicaSets and Jobs. */
const ofPods = new Set(['', 'apps', 'batch']);

/**
 * What a foreground deletion still waits for: the objects that the deleted one owns, directly or not, and that are there. The lowest of
 * them are named, since all others wait for these.
 */
export async function heldByDependents(reader: ClusterReader, object: KubeObject): Promise<Hold> {
  const {namespace, uid} = object.metadata;
  const finalizer = 'foregroundDeletion';
  if (namespace === undefined || uid === undefined) return {finalizer, text: 'waits for what it owns', below: []};
  const all = await candidates(reader, object, namespace);
  const below = ownedBy(uid, all);
  const owners = new Set(below.flatMap(ownersOf));
  const lowest = below.filter((found) => !owners.has(found.metadata.uid ?? ''));
  if (lowest.length === 0) {
    return {
      finalizer,
      text: 'nothing that it owns was found: it waits for the garbage collector in kube-controller-manager',
      below,
    };
  }
  const node = await deadNode(reader, lowest);
  return {
    finalizer,
    text: `waits for ${nameObjects(lowest, howItGoes)}${node === undefined ? '' : `; node ${node} is not ready, so that its pods do not end`}`,
    below,
  };
}

async function candidates(reader: ClusterReader, object: KubeObject, namespace: string): Promise<KubeObject[]> {
  if (!ofPods.has(groupOf(object))) return (await namespaceContents(reader, namespace)).objects;
  const lists = [pods, replicaSets, jobs].map((resource) => reader.list({resource, namespace}));
  return (await Promise.all(lists)).flat();
}

/** All that `uid` owns, and what that owns. */
function ownedBy(uid: string, objects: readonly KubeObject[]): KubeObject[] {
  const found = new Map<string, KubeObject>();
  const owners = [uid];
  for (let owner = owners.pop(); owner !== undefined; owner = owners.pop()) {
    for (const object of objects) {
      const own = object.metadata.uid;
      if (own === undefined || found.has(own) || !ownersOf(object).includes(owner)) continue;
      found.set(own, object);
      owners.push(own);
    }
  }
  return [...found.values()];
}

function ownersOf({metadata}: KubeObject): string[] {
  return (metadata.ownerReferences ?? []).map(({uid}) => uid);
}

function howItGoes({metadata}: KubeObject): string {
  const held = (metadata.finalizers ?? []).filter((finalizer) => finalizer !== 'foregroundDeletion');
  if (held.length > 0) return ` (finalizer ${held.join(', ')})`;
  return metadata.deletionTimestamp === undefined ? ' (not being deleted)' : '';
}

/** The node of the first pod, when it does not answer. A user who may not read nodes is not told. */
async function deadNode(reader: ClusterReader, objects: readonly KubeObject[]): Promise<string | undefined> {
  const name: string | undefined = objects.find(({kind}) => kind === 'Pod')?.spec?.nodeName;
  if (name === undefined) return undefined;
  const node = await reader.get({group: '', kind: 'Node', name}).catch(() => undefined);
  const ready = node?.status?.conditions?.find((condition: {type: string}) => condition.type === 'Ready');
  return ready !== undefined && ready.status !== 'True' ? name : undefined;
}
