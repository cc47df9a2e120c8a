import type {ResourceState} from '../render/resource-state.js';
import type {Diagnostic, Location} from '../source/diagnostic.js';

/**
 * The dependency graph of a project: nodes are steps, in total and stable order (phase, then dependencies, then declared order).
 * Plain data. Every edge in it was kept; what was dropped stands in `dropped`, each with its reason and a diagnostic.
 */
export interface Graph {
  phases: GraphPhase[];
  /** By id, in the total order. */
  nodes: GraphNode[];
  /** In the order of their first steps; one without steps stands where it can be ready. */
  resources: GraphResource[];
  dropped: DroppedDependency[];
  /** Cycles, later-phase dependencies: warnings; unknown or ambiguous references: errors. */
  diagnostics: Diagnostic[];
}

/** The nodes of one phase, in order. */
export interface GraphPhase {
  name: string;
  description?: string;
  /** Ids, in order. */
  nodes: string[];
}

/** A resource as others depend on it. */
export interface GraphResource {
  name: string;
  phase: string;
  /** Ids of its steps, in order; each comes after the one before. */
  nodes: string[];
  /**
   * Of a resource without steps: what has to be there before it can be ready. Empty for one with steps, since each of them
   * waits for the resource's dependencies.
   */
  dependencies: GraphDependency[];
  /** How it is in the cluster, where that was asked: `graph --status`. Never set by `buildGraph`. */
  status?: ResourceState;
}

/** A step and what it waits for. */
export interface GraphNode {
  /** `resource.step`. */
  id: string;
  resource: string;
  step: string;
  phase: string;
  /** Position in declared order over the whole project. */
  declared: number;
  dependencies: GraphDependency[];
}

/**
 * Why a node waits: for a step to be done, or for a whole resource to be ready.
 * `declared`: an explicit `dependsOn` of the step or of its resource. `order`: the declared order inside a resource.
 */
export interface GraphDependency {
  on: {type: 'step'; id: string} | {type: 'resource'; name: string};
  because: 'declared' | 'order';
  /** The phase of the target is earlier, so that phase order alone satisfies it. */
  earlierPhase: boolean;
  at?: Location;
}

/** A `dependsOn` that was left out. */
export interface DroppedDependency {
  /** The id of the step; the name of a resource without steps. */
  from: string;
  on: GraphDependency['on'];
  reason: 'cycle' | 'later-phase';
  at: Location;
  /** For a cycle: the path, each depending on the next, the first repeated at the end. Ids, and names of resources without steps. */
  cycle?: string[];
}
