import {conditionOf} from '../../readiness/conditions.js';
import type {KubeObject} from '../../../ports/cluster-reader.js';
import type {Finding} from '../finding.js';
import type {FailureRule} from '../subject.js';

/**
 * Pods that no node takes. An autoscaler may be bringing one up; none brings up a claim that does not exist.
 * Source: k8s.io/kubernetes/pkg/scheduler/framework/plugins (volumebinding: "persistentvolumeclaim %q not found").
 */
export const schedulingRule: FailureRule = ({pods}) =>
  pods.flatMap((pod): Finding[] => {
    const scheduled = conditionOf(pod, 'PodScheduled');
    if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') return [];
    const {reason, message = ''} = scheduled;
    const finding: Finding = {cause: 'unschedulable', reason, message, object: pod};
    const claim = /persistentvolumeclaim "([^"]+)" not found/.exec(message)?.[1];
    // The controller is about to make it.
    if (claim === undefined || isEphemeral(pod, claim)) return [finding];
    const {namespace} = pod.metadata;
    const missing = {group: '', version: 'v1', kind: 'PersistentVolumeClaim', namespace, name: claim};
    return [{...finding, cause: 'claim-missing', missing}];
  });

function isEphemeral({metadata, spec}: KubeObject, claim: string): boolean {
  return (spec?.volumes ?? []).some(
    (volume: {name: string; ephemeral?: object}) => volume.ephemeral && `${metadata.name}-${volume.name}` === claim,
  );
}
