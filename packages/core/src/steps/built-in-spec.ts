import type {ConfigMapSpec} from './configmap.js';
import type {CreateNamespaceSpec} from './create-namespace.js';
import type {DockerBuildSpec} from './docker-build.js';
import type {ExecSpec} from './exec.js';
import type {HelmSpec} from './helm.js';
import type {KustomizeSpec} from './kustomize.js';
import type {ManifestsSpec} from './manifests.js';
import type {RolloutWaitSpec} from './rollout-wait.js';
import type {RunnerSpec} from './runner.js';
import type {ScriptSpec} from './script.js';
import type {SecretSpec} from './secret.js';
import type {WaitSpec} from './wait.js';

/** The content of a step of one of kflow's own kinds, by its `kind`: the key that the YAML uses for it. */
export type BuiltInSpec =
  | ManifestsSpec
  | HelmSpec
  | RunnerSpec
  | KustomizeSpec
  | WaitSpec
  | RolloutWaitSpec
  | ScriptSpec
  | ExecSpec
  | SecretSpec
  | ConfigMapSpec
  | DockerBuildSpec
  | CreateNamespaceSpec;
