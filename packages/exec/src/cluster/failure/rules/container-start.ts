import {containerFinding, containerStatuses, waitingFor} from '../container-findings.js';
import type {FailureRule} from '../subject.js';

const noProgram = /executable file not found|no such file or directory|exec format error|permission denied: unknown/i;

/**
 * Containers that the runtime cannot start. Where there is no such program, no restart helps.
 * Source: k8s.io/kubernetes/pkg/kubelet/container/sync_result.go and kuberuntime (`StartError` of runc, `ContainerCannotRun` of docker).
 */
export const containerStartRule: FailureRule = ({pods}) =>
  pods.flatMap((pod) => [
    ...waitingFor(pod, ['RunContainerError', 'CreateContainerError'], 'container-start').map((finding) =>
      noProgram.test(finding.message ?? '') ? {...finding, cause: 'command-not-found' as const} : finding,
    ),
    ...waitingFor(pod, ['PostStartHookError'], 'post-start-hook'),
    ...containerStatuses(pod)
      .filter(({state, lastState, ready}) => {
        const ended = state?.terminated ?? lastState?.terminated;
        const isStart = ended?.reason === 'StartError' || ended?.reason === 'ContainerCannotRun';
        return !ready && state?.running === undefined && isStart && noProgram.test(ended?.message ?? '');
      })
      .map((status) => {
        const ended = status.state?.terminated ?? status.lastState?.terminated;
        const finding = containerFinding(pod, status, 'command-not-found');
        return {...finding, reason: ended?.reason ?? finding.reason, message: ended?.message};
      }),
  ]);
