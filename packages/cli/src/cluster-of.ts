import type {Project} from '@kflow/core';
import type {GlobalFlagValues} from './global-flags.js';

/** Which cluster a command is about: the flag (or `KFLOW_CONTEXT`) wins over the config, that over the active context. */
export function clusterOf(
  flags: Pick<GlobalFlagValues, 'context' | 'kubeconfig'>,
  {project}: {project: Pick<Project, 'context'>},
): {context?: string; kubeconfig?: string} {
  return {context: flags.context || project.context, kubeconfig: flags.kubeconfig};
}
