import type {KubeObject} from '../../ports/cluster-reader.js';
import {conditionOf, isBehind} from './conditions.js';
import {failed, progressing, ready, type Verdict} from './verdict.js';

/**
 * An object of any other kind goes by the conditions that controllers agree on: `Stalled` true is a failure, `Reconciling` true is
 * under way, then `Ready`, else `Available`, must be true, for the newest generation. One without such conditions is ready when it
 * exists, since there is no telling whether its controller will ever write any.
 * Source: sigs.k8s.io/cli-utils kstatus, generic.go and status.go.
 */
export function anyReadiness(object: KubeObject): Verdict {
  if (isBehind(object)) return progressing('waiting for the controller to see the change');
  const stalled = conditionOf(object, 'Stalled');
  if (stalled?.status === 'True') return failed(stalled.message || 'stalled', stalled.reason || 'Stalled');
  const reconciling = conditionOf(object, 'Reconciling');
  if (reconciling?.status === 'True') return progressing(reconciling.message || 'reconciling', reconciling.reason);

  const condition = conditionOf(object, 'Ready') ?? conditionOf(object, 'Available');
  if (condition === undefined) return ready('exists');
  if (condition.observedGeneration !== undefined && condition.observedGeneration < (object.metadata.generation ?? 0)) {
    return progressing('waiting for the controller to see the change');
  }
  if (condition.status === 'True') return ready();
  return progressing(condition.message || condition.reason || `not ${condition.type.toLowerCase()}`, condition.reason);
}
