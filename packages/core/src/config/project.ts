import type {Location} from '../source/diagnostic.js';
import type {Plugin} from '../plugins/plugin.js';
import type {StepSpec} from '../steps/index.js';

/**
 * A whole kflow project: the root config and every resource it declares, validated and normalised. Plain JSON-able data;
 * paths are absolute, durations are seconds, defaults are filled in, shorthand has become steps.
 */
export interface Project {
  /** Absolute path of the root config. */
  file: string;
  /** The directory of the root config. */
  dir: string;
  /** Kubeconfig context named by the config, if any. Flags and environment win over it. */
  context?: string;
  /** Absolute directory of the local state. */
  stateDir: string;
  /** Runner modules registered for all resources, in declared order. */
  runners: RunnerModule[];
  /** The plugins, in declared order; absent when none is declared. */
  plugins?: Plugin[];
  /** In order. When a resource names no phase (or no phase is declared) the last one is the implicit `default`. */
  phases: Phase[];
  /** In declared order: the root config's `resources` in order, directories by file name, documents by position. */
  resources: Resource[];
}

/** A strict, ordered stage of the project. */
export interface Phase {
  name: string;
  description?: string;
  /** True for the `default` phase that nobody declared. */
  implicit: boolean;
  at?: Location;
}

/** A module with runner classes: a file, or an npm package resolved from `from`. */
export interface RunnerModule {
  /** What the YAML said. */
  specifier: string;
  /** Absolute path when the specifier is a path; undefined for an npm package. */
  path?: string;
  /** Directory of the declaring file: where npm packages are resolved from. */
  from: string;
  at: Location;
}

/** One entry of a `dependsOn`. */
export interface Reference {
  /** What the YAML said: `step`, `resource` or `resource.step`. */
  text: string;
  at: Location;
}

/** A workload to act on, from `workloads: [deployment/web]`. `kind` is lower case and singular (`deployment`). */
export interface WorkloadReference {
  kind: string;
  name: string;
}

/** A named set of steps in one namespace. */
export interface Resource {
  name: string;
  namespace: string;
  /** Name of its phase; `default` when it declared none. */
  phase: string;
  description?: string;
  /** Every step of the resource waits for these. */
  dependsOn: Reference[];
  /** Label selector, as kubectl takes it. */
  selector?: string;
  workloads: WorkloadReference[];
  /** Its namespace survives `destroy --delete-namespaces`. */
  keepNamespace: boolean;
  /** Create the namespaces of its steps when they are missing; the resource's own setting, else the root config's, else true. */
  autoCreateNamespace: boolean;
  steps: Step[];
  /** Absolute path and directory of the file that declares it. */
  file: string;
  dir: string;
  at: Location;
}

/** One action of one kind. */
export interface Step {
  /** `resource.step`. */
  id: string;
  name: string;
  resource: string;
  /**
   * The namespace it acts in: `noNamespace` gives undefined, else the step's `namespace`, else the kind's own
   * (`helm.namespace` and the like), else the resource's.
   */
  namespace?: string;
  serverSide: boolean;
  dependsOn: Reference[];
  /** Kind and content, defaults filled in. */
  spec: StepSpec;
  at: Location;
}
