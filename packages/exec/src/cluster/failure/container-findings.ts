import type {KubeObject} from '../../ports/cluster-reader.js';
import type {Cause} from './causes.js';
import type {Finding} from './finding.js';

/** A container's status in `status.containerStatuses` and `status.initContainerStatuses` (k8s.io/api/core/v1, ContainerStatus). */
export interface ContainerStatus {
  name: string;
  ready: boolean;
  restartCount: number;
  state?: ContainerState;
  lastState?: ContainerState;
}

/** One of `waiting`, `running`, `terminated`. */
export interface ContainerState {
  waiting?: {reason?: string; message?: string};
  running?: object;
  terminated?: {exitCode: number; reason?: string; message?: string};
}

/** All containers' statuses, those of init containers first. */
export function containerStatuses(pod: KubeObject): ContainerStatus[] {
  return [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
}

/** A finding for each container that waits for one of the reasons. */
export function waitingFor(pod: KubeObject, reasons: readonly string[], cause: Cause): Finding[] {
  return containerStatuses(pod)
    .filter((status) => reasons.includes(status.state?.waiting?.reason ?? ''))
    .map((status) => containerFinding(pod, status, cause));
}

/** What a container's status says. */
export function containerFinding(pod: KubeObject, status: ContainerStatus, cause: Cause): Finding {
  return {cause, object: pod, ...containerWords(status)};
}

/** What a container's status says, whatever it comes to. */
export function containerWords(status: ContainerStatus): Omit<Finding, 'cause' | 'object'> {
  const ended = status.state?.terminated ?? status.lastState?.terminated;
  const waiting = status.state?.waiting;
  return {
    container: status.name,
    reason: waiting?.reason ?? ended?.reason ?? 'NotReady',
    message: waiting?.message ?? ended?.message,
    exitCode: ended?.exitCode,
    restarts: status.restartCount,
  };
}
