import {BoundTool, type ToolOptions} from './bound-tool.js';
import type {ClusterTool} from './cluster-tool.js';

/** The user's helm (3 or 4), bound to the run's context. */
export type Helm = ClusterTool;

/** Binds helm to a context. A call that names a context, a kubeconfig or a namespace itself keeps it. */
export function createHelm(options: ToolOptions): Helm {
  return new BoundTool('helm', '--kube-context', options);
}
