import type {KubeObject} from '../../ports/cluster-reader.js';
import {progressing, ready, type Verdict} from './verdict.js';

/** A Namespace is ready when it is active. Source: k8s.io/api/core/v1, NamespacePhase. */
export function namespaceReadiness(namespace: KubeObject): Verdict {
  const phase: string = namespace.status?.phase ?? 'Active';
  return phase === 'Active' ? ready('active') : progressing('is being deleted', phase);
}
