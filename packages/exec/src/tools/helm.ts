import type {ClusterTool} from './cluster-tool.js';

/** The user's helm (3 or 4), bound to the run's context. */
export type Helm = ClusterTool;
