import {nameObject} from '../../cluster/finalizers/name-objects.js';
import {isMadeByItself} from '../../cluster/namespace/made-by-itself.js';
import {namespaceContents} from '../../cluster/namespace/namespace-contents.js';
import type {Unseen} from '../../cluster/namespace/namespace-contents.js';
import {groupOf} from '../../cluster/readiness/readiness-of.js';
import type {ClusterReader, KubeObject, ServedKind} from '../../ports/cluster-reader.js';
import {isLeftBehind, releaseOf} from './left-by-project.js';
import type {LeftBehind} from './left-by-project.js';

/** Why a namespace has to stay. */
export interface Strangers {
  namespace: string;
  /** What is in it that the project did not put there, e.g. `deployment/theirs`, `release/theirs`; each once, sorted. */
  objects: string[];
  /** What could not be looked at, and why. */
  unseen: Unseen[];
}

/**
 * What keeps a namespace from being deleted after everything of the project's in it was. A stranger is an object that
 * nobody owns, that Kubernetes did not put there by itself, that the project did not leave, and that is not going away
 * already.
 *
 * @throws ReadError when the cluster cannot be asked
 */
export async function findStrangers(reader: ClusterReader, namespace: string, left: LeftBehind): Promise<Strangers> {
  const {objects, kinds, unseen} = await namespaceContents(reader, namespace);
  const strangers = objects.filter(
    (object) =>
      object.metadata.deletionTimestamp === undefined &&
      !isOwnedInside(object, kinds) &&
      !isMadeByItself(object) &&
      !isLeftBehind(object, left),
  );
  return {namespace, objects: [...new Set(strangers.map(nameOf))].sort(), unseen};
}

/** Whether an owner is in the namespace itself, and is counted there; those of what belongs to the cluster are not. */
function isOwnedInside({metadata}: KubeObject, kinds: readonly ServedKind[]): boolean {
  return (metadata.ownerReferences ?? []).some((owner) => {
    const group = groupOf(owner);
    // Of a kind that is not served any more, the owner is gone, and what it owned goes.
    return kinds.find((served) => served.group === group && served.kind === owner.kind)?.namespaced !== false;
  });
}

function nameOf(object: KubeObject): string {
  const release = releaseOf(object);
  return release === undefined ? nameObject(object) : `release/${release}`;
}
