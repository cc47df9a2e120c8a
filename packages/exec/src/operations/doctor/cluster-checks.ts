import {openClusterReader} from '../../cluster/open-cluster-reader.js';
import type {ClusterReader} from '../../ports/cluster-reader.js';
import type {CommandRunner} from '../../ports/command-runner.js';
import type {Clock} from '../../ports/clock.js';
import type {Kubectl} from '../../tools/kubectl.js';
import type {KubeContext} from '../session/kube-context.js';
import {good, skipped} from './setup-check.js';
import type {SetupCheck} from './setup-check.js';
import {kubectlSkew, skewProblem} from '../session/version-skew.js';

/** How to reach the cluster of a context. */
export interface ClusterTarget {
  context: KubeContext;
  kubeconfig?: string;
  commands: CommandRunner;
  clock: Clock;
  signal?: AbortSignal;
}

/** Connects. @throws KflowError `KF801` to `KF807` when the cluster does not answer within 10 s or cannot be read */
export function connect({context, kubeconfig, commands, clock, signal}: ClusterTarget): Promise<ClusterReader> {
  return openClusterReader({
    kubectl: 'kubectl',
    context: context.name,
    kubeconfig,
    commands,
    clock,
    signal,
    answerWithin: 10,
  });
}

/** Whether kubectl's version goes with the server's. */
export function checkSkew(kubectl: string, server: string): SetupCheck {
  const name = 'version skew';
  if (kubectlSkew(kubectl, server) === undefined) {
    return skipped(name, `kubectl ${kubectl} and server ${server} cannot be compared`);
  }
  const problem = skewProblem(kubectl, server);
  if (!problem) return good(name, `kubectl ${kubectl} goes with server ${server}`);
  return {name, outcome: 'warning', detail: problem.message, fix: problem.hint};
}

/** Who the API server takes the user for. A server older than 1.28, or one that does not tell, is no problem. */
export async function checkUser(kubectl: Kubectl, signal?: AbortSignal): Promise<SetupCheck> {
  const name = 'user';
  // A SelfSubjectReview: created, and not stored.
  const result = await kubectl.call(['auth', 'whoami', '-o', 'json'], {
    mutating: false,
    check: false,
    timeout: 15,
    signal,
  });
  try {
    const {username, groups = []} = JSON.parse(result.stdout).status.userInfo as {username: string; groups?: string[]};
    return good(name, groups.length === 0 ? username : `${username} (${groups.join(', ')})`);
  } catch {
    return skipped(name, 'the server or this kubectl does not tell who you are');
  }
}
