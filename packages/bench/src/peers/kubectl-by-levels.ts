import {levels} from '../project/ideal.js';
import {manifestDir, type ManifestProject} from '../project/manifest-project.js';
import type {Peer} from './peer.js';

/**
 * What keeps the order of dependencies with kubectl alone, and what helmfile does: level by level. For each level of a phase one
 * `kubectl apply` of its files, and one `kubectl rollout status` before the next.
 */
export const kubectlByLevels: Peer<ManifestProject> = {
  name: 'kubectl by levels',
  command(operation, {dir, units, namespaces}) {
    if (operation !== 'apply') return undefined;
    const script = levels(units).flatMap((byLevel, phase) => {
      const namespace = namespaces[phase]!;
      const each = byLevel.flatMap((level, depth) => [
        `kubectl apply -n ${namespace} ${level.map(({name}) => `-f ${manifestDir(phase)}/${name}.yaml`).join(' ')}`,
        `kubectl rollout status deployment -n ${namespace} -l level=level-${depth} --timeout=600s`,
      ]);
      return [`kubectl create namespace ${namespace}`, ...each];
    });
    return {file: 'bash', args: ['-ec', script.join('\n')], cwd: dir};
  },
};
