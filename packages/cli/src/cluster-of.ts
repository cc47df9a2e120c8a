import type {GlobalFlagValues} from './global-flags.js';
import type {LoadedProject} from './project.js';

/** Which cluster a command is about: the flag (or `KFLOW_CONTEXT`) wins over the config, that over the active context. */
export function clusterOf(
  flags: Pick<GlobalFlagValues, 'context' | 'kubeconfig'>,
  {project}: Pick<LoadedProject, 'project'>,
): {context?: string; kubeconfig?: string} {
  return {context: flags.context || project.context, kubeconfig: flags.kubeconfig};
}
