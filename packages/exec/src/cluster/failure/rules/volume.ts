import {containerStatuses} from '../container-findings.js';
import type {Finding} from '../finding.js';
import {eventsAbout} from '../subject.js';
import type {FailureRule} from '../subject.js';
import {missingReference} from './container-config.js';

/** The volume is still on the node that a pod before it ran on: it comes along within minutes. */
const passes = /Multi-Attach error/;

/**
 * Volumes that cannot be mounted, of pods that no container of has started: only events tell of them.
 * Source: k8s.io/kubernetes/pkg/kubelet/events/event.go (FailedMount), attachdetach (FailedAttachVolume).
 */
export const volumeRule: FailureRule = (subject) =>
  subject.pods.flatMap((pod): Finding[] => {
    const statuses = containerStatuses(pod);
    const isWaiting = ({state}: (typeof statuses)[number]): boolean =>
      ['ContainerCreating', 'PodInitializing'].includes(state?.waiting?.reason ?? '');
    if (pod.status?.phase !== 'Pending' || !statuses.every(isWaiting)) return [];
    const told = eventsAbout(subject, pod).filter(
      ({reason, message = ''}) => ['FailedMount', 'FailedAttachVolume'].includes(reason) && !passes.test(message),
    );
    const telling = told.findLast(({message}) => missingReference(message ?? '', pod).missing) ?? told.at(-1);
    if (telling === undefined) return [];
    const {reason, message} = telling;
    return [{cause: 'volume-mount', reason, message, object: pod, ...missingReference(message ?? '', pod)}];
  });
