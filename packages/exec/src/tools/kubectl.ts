import {BoundTool, type ToolOptions} from './bound-tool.js';
import type {ClusterTool} from './cluster-tool.js';

/** The user's kubectl, bound to the run's context. */
export type Kubectl = ClusterTool;

/** Binds kubectl to a context. A call that names a context, a kubeconfig or a namespace itself keeps it. */
export function createKubectl(options: ToolOptions): Kubectl {
  return new BoundTool('kubectl', '--context', options);
}
