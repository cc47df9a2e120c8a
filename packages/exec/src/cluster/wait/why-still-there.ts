import type {KubeObject} from '../../ports/cluster-reader.js';
import type {Condition} from '../readiness/conditions.js';

/**
 * Why an object that is being deleted is still there, in a few words: the finalizers that hold it, or, of a namespace, what its controller
 * says of the content that remains.
 * Source: k8s.io/kubernetes/pkg/controller/namespace/deletion/status_condition_utils.go.
 */
export function whyStillThere(object: KubeObject): string {
  if (object.metadata.deletionTimestamp === undefined) return 'exists and is not being deleted';
  const finalizers = object.metadata.finalizers ?? [];
  const held = finalizers.length === 0 ? 'is being deleted' : `is held by finalizer ${finalizers.join(', ')}`;
  if (object.kind !== 'Namespace') return held;
  const conditions: Condition[] = object.status?.conditions ?? [];
  const remaining = conditions
    .filter((condition) => condition.status === 'True' && condition.type.startsWith('Namespace'))
    .map((condition) => condition.message ?? condition.type);
  return remaining.length === 0 ? held : `${held}: ${remaining.join('; ')}`;
}
