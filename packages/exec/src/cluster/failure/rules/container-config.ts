import type {KubeObject} from '../../../ports/cluster-reader.js';
import {waitingFor} from '../container-findings.js';
import type {Cause} from '../causes.js';
import type {Finding, MissingObject} from '../finding.js';
import type {FailureRule} from '../subject.js';

/**
 * Containers whose settings cannot be met, mostly for want of a Secret, a ConfigMap or a key of one.
 * Source: k8s.io/kubernetes/pkg/kubelet, kuberuntime (ErrCreateContainerConfig) and kubelet_pods.go (makeEnvironmentVariables).
 */
export const containerConfigRule: FailureRule = ({pods}) =>
  pods.flatMap((pod) =>
    waitingFor(pod, ['CreateContainerConfigError'], 'container-config').map((finding) => ({
      ...finding,
      ...missingReference(finding.message ?? '', pod),
    })),
  );

/** What a kubelet's message says is missing. */
export function missingReference(
  message: string,
  {metadata: {namespace}}: KubeObject,
): Pick<Finding, 'missing'> & {cause?: Cause} {
  const object = /(secret|configmap) "([^"]+)" not found/i.exec(message);
  if (object) return missing(object[1]!, object[2]!);
  const key = /couldn't find key (\S+) in (Secret|ConfigMap) [^/\s]+\/(\S+)/.exec(message);
  if (key) return missing(key[2]!, key[3]!, key[1]);
  return {};

  function missing(kind: string, name: string, key?: string): {missing: MissingObject; cause: Cause} {
    const isSecret = kind.toLowerCase() === 'secret';
    const cause = key !== undefined ? 'key-missing' : isSecret ? 'secret-missing' : 'config-missing';
    const reference = {group: '', version: 'v1', kind: isSecret ? 'Secret' : 'ConfigMap', namespace, name};
    return {missing: {...reference, ...(key === undefined ? {} : {key})}, cause};
  }
}
