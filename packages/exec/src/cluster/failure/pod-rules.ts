import {conditionOf} from '../readiness/conditions.js';
import {waitingFor} from './container-findings.js';
import type {FailureRule} from './failure-rule.js';

const atOnce = (): number => 0;
const afterGrace = (grace: number): number => grace;

/**
 * Signs in the pods of a workload's newest revision, the most telling first.
 * Source: the reasons of k8s.io/kubernetes/pkg/kubelet (images/types.go, container/sync_result.go, kuberuntime) and of the
 * scheduler; which of them pass by themselves: werf/kubedog, pkg/tracker/pod and pkg/trackers/rollout/multitrack.
 */
export const podRules: readonly FailureRule[] = [
  {
    name: 'invalid-image-name',
    certainty: 'certain',
    hold: atOnce,
    find: (pod) => waitingFor(pod, ['InvalidImageName']),
  },
  {
    name: 'image-never-pulled',
    certainty: 'certain',
    hold: atOnce,
    find: (pod) => waitingFor(pod, ['ErrImageNeverPull']),
  },
  {
    // A key, ConfigMap or Secret that is missing. Another step may be about to make it.
    name: 'container-config',
    certainty: 'certain',
    hold: afterGrace,
    find: (pod) => waitingFor(pod, ['CreateContainerConfigError']),
  },
  {
    name: 'image-pull',
    certainty: 'suspect',
    hold: afterGrace,
    find: (pod) =>
      waitingFor(pod, [
        'ErrImagePull',
        'ImagePullBackOff',
        'ImageInspectError',
        'RegistryUnavailable',
        'SignatureValidationFailed',
      ]),
  },
  {
    // A process that ends once or twice may have waited for something else to come up.
    name: 'crash-loop',
    certainty: 'suspect',
    hold: afterGrace,
    find: (pod) => waitingFor(pod, ['CrashLoopBackOff'], (status) => status.restartCount >= 2),
  },
  {
    name: 'container-start',
    certainty: 'suspect',
    hold: afterGrace,
    find: (pod) => waitingFor(pod, ['RunContainerError', 'CreateContainerError', 'PostStartHookError']),
  },
  {
    // An autoscaler may be bringing up a node, which takes minutes.
    name: 'unschedulable',
    certainty: 'suspect',
    hold: (grace) => grace * 8,
    find: (pod) => {
      const scheduled = conditionOf(pod, 'PodScheduled');
      if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') return [];
      return [{reason: 'Unschedulable', message: scheduled.message, object: pod}];
    },
  },
];
