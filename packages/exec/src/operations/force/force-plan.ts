import {knownFinalizer} from '../../cluster/finalizers/known-finalizers.js';
import {nameObject} from '../../cluster/finalizers/name-objects.js';
import {groupOf} from '../../cluster/readiness/readiness-of.js';
import type {LeftObject} from '../../errors/not-gone-error.js';
import type {KubeObject} from '../../ports/cluster-reader.js';

/** One thing that a forced destroy does. */
export interface ForcedAction {
  /** What it is done to. */
  object: KubeObject;
  /** For kubectl. */
  args: string[];
  /** What was done, and what that may leave behind: one line. */
  told: string;
}

/**
 * Finalizers that are never taken off: Kubernetes itself clears them as soon as what they wait for is gone, and to take them off would
 * only leave that behind. What they wait for is forced instead.
 */
const waitsForOthers = new Set(['foregroundDeletion', 'orphan', 'customresourcecleanup.apiextensions.k8s.io']);

/**
 * What makes objects go that were deleted and are still there: pods are deleted without grace, finalizers are taken off,
 * first of what is below an object, then of the object. Nothing that is not being deleted is touched.
 */
export function forcePlan(left: readonly LeftObject[]): ForcedAction[] {
  const actions = new Map<string, ForcedAction[]>();
  for (const {object, holds} of left) {
    for (const each of [...holds.flatMap(({below}) => below), object]) {
      if (each.metadata.deletionTimestamp === undefined) continue;
      actions.set(
        each.metadata.uid ?? JSON.stringify([each.kind, each.metadata.namespace, each.metadata.name]),
        force(each),
      );
    }
  }
  return [...actions.values()].flat();
}

function force(object: KubeObject): ForcedAction[] {
  const {namespace, name, finalizers = []} = object.metadata;
  const scope = namespace === undefined ? [] : ['--namespace', namespace];
  const title = nameObject(object) + (namespace === undefined ? '' : ` in namespace ${namespace}`);
  const actions: ForcedAction[] = [];
  const taken = finalizers.filter((finalizer) => !waitsForOthers.has(finalizer));
  if (taken.length > 0) {
    const rest = finalizers.filter((finalizer) => waitsForOthers.has(finalizer));
    const patch = JSON.stringify({metadata: {finalizers: rest.length === 0 ? null : rest}});
    actions.push({
      object,
      args: ['patch', kindForKubectl(object), name, ...scope, '--type=merge', '-p', patch],
      told: `forced: took finalizer ${taken.join(', ')} off ${title}; this may leave behind ${leftBehind(taken)}`,
    });
  }
  if (object.kind === 'Pod' && groupOf(object) === '') {
    actions.push({
      object,
      args: ['delete', 'pod', name, ...scope, '--grace-period=0', '--force', '--ignore-not-found', '--wait=false'],
      told: `forced: deleted ${title} without waiting for it to end; its containers may still run on their node`,
    });
  }
  return actions;
}

function leftBehind(finalizers: readonly string[]): string {
  const known = finalizers.flatMap((finalizer) => knownFinalizer(finalizer)?.leaves ?? []);
  return known.length === finalizers.length ? known.join(', and ') : 'whatever its controller would have cleaned up';
}

/** `widget.v1.example.com`: names the kind whatever else is called so. */
function kindForKubectl({apiVersion, kind}: KubeObject): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? kind.toLowerCase() : `${kind.toLowerCase()}.${version}.${group}`;
}
