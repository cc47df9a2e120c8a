import type {HelmFile} from '../steps/helm.js';
import type {StepKindFile} from '../steps/index.js';
import type {RunnerFile} from '../steps/runner.js';
import type {KflowBlock} from './read/kflow-block.js';

/** A resource: a named set of steps in one namespace. Paths are relative to this file; `~` is the home directory. */
export interface ResourceFile {
  /** Marks the file: `{version: v1, kind: ResourceDefinition}`. */
  kflow: KflowBlock;
  /**
   * The resource's name, unique in the project.
   * @minLength 1
   */
  name: string;
  /** The namespace of its steps; `default` by default. */
  namespace?: string;
  /** The phase it belongs to; an implicit last one by default. */
  phase?: string;
  /** What it is. */
  description?: string;
  /** What has to be there first: `step`, `resource` or `resource.step`. */
  dependsOn?: string[];
  /**
   * Labels of what restart, reload, logs, status and health act on, as for `kubectl -l`.
   * @minLength 1
   */
  selector?: string;
  /** Workloads, `kind/name`, that restart, reload, logs, status and health act on. */
  workloads?: string[];
  /** Keep the namespace on `destroy --delete-namespaces`. */
  keepNamespace?: boolean;
  /** Create the namespaces of its steps when they are missing; the root config's setting by default. */
  autoCreateNamespace?: boolean;
  /** Short for a first step `manifests`. */
  manifests?: string[];
  /** Short for a step `helm`. */
  helm?: HelmFile;
  /** Short for steps with runners, named after their `name` or `class`. */
  runners?: RunnerShorthandFile[];
  /** The steps, in order, after those of `manifests`, `helm` and `runners`. */
  steps?: StepFile[];
}

/** A runner as the shorthand `runners` of a resource has it. */
export interface RunnerShorthandFile extends RunnerFile {
  /**
   * The step's name; the class by default.
   * @minLength 1
   */
  name?: string;
  /** What has to be there first: `step`, `resource` or `resource.step`. */
  dependsOn?: string[];
}

/** One step: what it does is exactly one of the keys `manifests` to `createNamespace`. */
export interface StepFile extends StepKindFile {
  /**
   * The step's name, unique in its resource.
   * @minLength 1
   */
  name: string;
  /** What has to be there first: `step`, `resource` or `resource.step`. */
  dependsOn?: string[];
  /** The namespace it acts in; the resource's by default. */
  namespace?: string;
  /** It acts on cluster-scoped things: no namespace is passed on. */
  noNamespace?: boolean;
  /** `kubectl apply --server-side`. */
  serverSide?: boolean;
  /** Encrypted manifests are not supported yet. */
  encrypted?: boolean;
  /** Encrypted manifests are not supported yet. */
  encryptionKeyId?: string;
}
