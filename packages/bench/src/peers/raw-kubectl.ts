import {manifestDir, type ManifestProject} from '../project/manifest-project.js';
import type {Operation, Peer} from './peer.js';

/**
 * The floor: kubectl as a short script would use it, without order inside a phase. For each phase one `kubectl create namespace`, one
 * `kubectl apply -f` of a directory, one `kubectl rollout status`. For status and health one `kubectl get` a namespace.
 */
export const rawKubectl: Peer<ManifestProject> = {
  name: 'kubectl',
  command(operation, project) {
    const script = project.namespaces.map((namespace, phase) => lines[operation](namespace, manifestDir(phase)));
    // The last comes down first.
    if (operation === 'destroy') script.reverse();
    return {file: 'bash', args: ['-ec', script.flat().join('\n')], cwd: project.dir};
  },
};

const wait = (namespace: string): string =>
  `kubectl rollout status deployment -n ${namespace} -l of=bench --timeout=600s`;
const get = (namespace: string): string[] => [`kubectl get deployments -n ${namespace}`];

const lines: {[operation in Operation]: (namespace: string, dir: string) => string[]} = {
  apply: (namespace, dir) => [
    `kubectl create namespace ${namespace}`,
    `kubectl apply -n ${namespace} -f ${dir}`,
    wait(namespace),
  ],
  reapply: (namespace, dir) => [`kubectl apply -n ${namespace} -f ${dir}`, wait(namespace)],
  status: get,
  health: get,
  destroy: (namespace, dir) => [`kubectl delete -n ${namespace} -f ${dir} --ignore-not-found`],
};
