import type {KubeObject} from '../../ports/cluster-reader.js';
import type {Condition} from '../readiness/conditions.js';

/**
 * What keeps an object from going away: its finalizers, and what its namespace controller says of a namespace's remaining content.
 * Source: k8s.io/kubernetes/pkg/controller/namespace/deletion/status_condition_utils.go.
 */
export function holdersOf(object: KubeObject): string[] {
  if (object.metadata.deletionTimestamp === undefined) return [];
  const finalizers = (object.metadata.finalizers ?? []).map((name) => `finalizer ${name}`);
  if (object.kind !== 'Namespace') return finalizers;
  const conditions: Condition[] = object.status?.conditions ?? [];
  const remaining = conditions
    .filter((condition) => condition.status === 'True' && condition.type.startsWith('Namespace'))
    .map((condition) => condition.message ?? condition.type);
  return [...finalizers, ...remaining];
}
