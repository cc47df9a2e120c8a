import type {ClusterTool} from './cluster-tool.js';

/** The user's kubectl, bound to the run's context. */
export type Kubectl = ClusterTool;
