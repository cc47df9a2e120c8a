import {availableParallelism} from 'node:os';
import type {HelmProject} from '../project/helm-project.js';
import type {Peer} from './peer.js';

const upgrade = 'helm upgrade --install';

/** helm, one release after another, in the order of their dependencies: what a script does. It waits, as what depends on a release must. */
export const helmLoop: Peer<HelmProject> = {
  name: 'helm in a loop',
  command(operation, {dir, units, namespaces: [namespace]}) {
    const names = units.map(({name}) => name);
    const scripts: {[each: string]: string} = {
      apply: `for each in ${names.join(' ')}; do ${upgrade} $each chart -n ${namespace} --create-namespace --wait; done`,
      reapply: `for each in ${names.join(' ')}; do ${upgrade} $each chart -n ${namespace} --wait; done`,
      destroy: `for each in ${names.reverse().join(' ')}; do helm uninstall $each -n ${namespace} --wait; done`,
    };
    const script = scripts[operation];
    return script === undefined ? undefined : {file: 'bash', args: ['-ec', script], cwd: dir};
  },
};

/**
 * The floor: one helm process a core, in no order, waiting for nothing. No tool that starts helm can be much faster on a machine where
 * helm's own processor time is what takes long.
 */
export const helmOneACore: Peer<HelmProject> = {
  name: 'helm, one a core',
  command(operation, {dir, units, namespaces: [namespace]}) {
    const each = `printf '%s\\n' ${units.map(({name}) => name).join(' ')} | xargs -P ${availableParallelism()} -I NAME`;
    const scripts: {[each: string]: string} = {
      apply: `kubectl create namespace ${namespace}\n${each} ${upgrade} NAME chart -n ${namespace}\n${ready(namespace)}`,
      reapply: `${each} ${upgrade} NAME chart -n ${namespace}`,
      destroy: `${each} helm uninstall NAME -n ${namespace}`,
    };
    const script = scripts[operation];
    return script === undefined ? undefined : {file: 'bash', args: ['-ec', script], cwd: dir};
  },
};

const ready = (namespace: string): string => `kubectl rollout status deployment -n ${namespace} -l of=bench`;

/** helmfile, with its defaults but for `--wait`; `bin` is its command. */
export function helmfile(bin: string): Peer<HelmProject> {
  return {
    name: 'helmfile',
    command(operation, {dir}) {
      if (operation === 'status' || operation === 'health') return undefined;
      const verb = operation === 'destroy' ? 'destroy' : 'sync';
      return {file: bin, args: [verb], cwd: dir};
    },
  };
}
