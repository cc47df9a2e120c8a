import type {KubeObject} from '../../ports/cluster-reader.js';
import type {Hold} from '../finalizers/hold.js';
import type {Condition} from '../readiness/conditions.js';

/**
 * Why an object that is being deleted is still there, in a few words: the finalizers that hold it, each with who should clear it when that has
 * been looked into, or, of a namespace, what is left in it, else what its controller says of the content that remains.
 * Source: k8s.io/kubernetes/pkg/controller/namespace/deletion/status_condition_utils.go.
 *
 * @param holds what was found out of it; none while nobody has looked
 */
export function whyStillThere(object: KubeObject, holds: readonly Hold[] = []): string {
  if (object.metadata.deletionTimestamp === undefined) return 'exists and is not being deleted';
  const held = describeFinalizers(object, holds);
  if (object.kind !== 'Namespace') return held;
  if (holds.length > 0) return `${held}: ${holds.map(({text}) => text).join('; ')}`;
  const conditions: Condition[] = object.status?.conditions ?? [];
  const remaining = conditions
    .filter((condition) => condition.status === 'True' && condition.type.startsWith('Namespace'))
    .map((condition) => condition.message ?? condition.type);
  return remaining.length === 0 ? held : `${held}: ${remaining.join('; ')}`;
}

function describeFinalizers({metadata: {finalizers = []}}: KubeObject, holds: readonly Hold[]): string {
  const textOf = (name: string): string | undefined => holds.find(({finalizer}) => finalizer === name)?.text;
  const others = finalizers
    .filter((name) => name !== 'foregroundDeletion')
    .map((name) => (textOf(name) === undefined ? name : `${name} (${textOf(name)})`));
  const below = finalizers.includes('foregroundDeletion')
    ? (textOf('foregroundDeletion') ?? 'waits for what it owns')
    : undefined;
  const parts = [
    ...(others.length > 0 ? [`is held by finalizer ${others.join(', ')}`] : ['is being deleted']),
    ...(below === undefined ? [] : [below]),
  ];
  return parts.join(' and ');
}
