import type {KubeObject} from '../../ports/cluster-reader.js';

/** One of `status.conditions`. */
export interface Condition {
  type: string;
  /** `True`, `False` or `Unknown`. */
  status: string;
  reason?: string;
  message?: string;
  /** Generation that the condition speaks of, where the controller says so. */
  observedGeneration?: number;
}

/** The condition of a type; undefined when the object's status has none. */
export function conditionOf(object: KubeObject, type: string): Condition | undefined {
  const conditions = object.status?.conditions;
  if (!Array.isArray(conditions)) return undefined;
  return conditions.find((condition: Condition) => condition?.type === type);
}

/** Whether the controller has yet to see the newest spec: `observedGeneration` is there and behind. */
export function isBehind(object: KubeObject): boolean {
  const observed = object.status?.observedGeneration;
  return typeof observed === 'number' && observed < (object.metadata.generation ?? 0);
}

/** Whether a controller that always writes `observedGeneration` has yet to see the newest spec: it is behind, or not there at all. */
export function isUnobserved(object: KubeObject): boolean {
  return typeof object.status?.observedGeneration !== 'number' || isBehind(object);
}
