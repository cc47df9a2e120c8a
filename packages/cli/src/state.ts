import {createCommandRunner, openState, resolveKubeContext} from '@kflow/exec';
import type {Project} from '@kflow/core';
import type {KubeContext, StateStore} from '@kflow/exec';
import {clusterOf} from './cluster-of.js';
import {Interrupt} from './interrupt.js';
import {readProject} from './project.js';

/** One cluster's section of a project's state. */
export interface StateSection {
  project: Project;
  store: StateStore;
  /** Name of its context. */
  context: string;
  /** What the kubeconfig says, when it was asked. */
  contexts?: KubeContext['contexts'];
}

/**
 * The section of the state that a command is about. A context that is named is taken as it is, so that the record of a cluster that is
 * gone can be seen and cleared; otherwise it is the active one.
 */
export async function openSection(flags: {
  config?: string;
  context?: string;
  kubeconfig?: string;
}): Promise<StateSection> {
  const loaded = await readProject(flags.config);
  const {context, kubeconfig} = clusterOf(flags, loaded);
  const {project} = loaded;
  const store = openState(project);
  if (context) return {project, store, context};
  const active = await Interrupt.around((signal) =>
    resolveKubeContext({kubectl: 'kubectl', kubeconfig, commands: createCommandRunner(), signal}),
  );
  return {project, store, context: active.name, contexts: active.contexts};
}
