import type {BuiltInSpec} from './built-in-spec.js';
import {configmap, type ConfigMapFile} from './configmap.js';
import {createNamespace, type CreateNamespaceFile} from './create-namespace.js';
import {dockerBuild, type DockerBuildFile} from './docker-build.js';
import {exec, type ExecFile} from './exec.js';
import {helm, type HelmFile} from './helm.js';
import {kustomize, type KustomizeFile} from './kustomize.js';
import {manifests} from './manifests.js';
import {rolloutWait, type RolloutWaitFile} from './rollout-wait.js';
import type {PluginSpec} from './plugin.js';
import {runner, type RunnerFile} from './runner.js';
import {script, type ScriptFile} from './script.js';
import {secret, type SecretFile} from './secret.js';
import {wait, type WaitFile} from './wait.js';

/** Every step kind, by the key that the YAML uses for it. A new kind is one file, a line here and in {@link BuiltInSpec}, and a key in {@link StepKindFile}. */
export const stepKinds = {
  manifests,
  helm,
  runner,
  kustomize,
  wait,
  rolloutWait,
  script,
  exec,
  secret,
  configmap,
  dockerBuild,
  createNamespace,
} satisfies {[kind in BuiltInSpec['kind']]: {type: kind}};

/** The content of a step, by its `kind`. All kinds of plugins are of the kind `plugin`, and have a `name`; {@link kindOf} tells the key in YAML. */
export type StepSpec = BuiltInSpec | PluginSpec;

/** The key of one of kflow's own step kinds in YAML, `manifests` to `createNamespace`. */
export type StepKind = BuiltInSpec['kind'];

/** The key that the YAML uses for a step's kind, be it kflow's own or a plugin's. */
export function kindOf(spec: StepSpec): string {
  return spec.kind === 'plugin' ? spec.name : spec.kind;
}

/** The names of kflow's own step kinds, in the order of the documentation. */
export const stepKindNames = Object.keys(stepKinds) as StepKind[];

/** A step for people, in one line: `manifests web.yaml, service.yaml`. Free of file contents, secret values and machine paths. */
export function summarize(spec: StepSpec): string {
  if (spec.kind === 'plugin') return `${spec.name} ${spec.summary}`.trimEnd();
  const definition: {summarize(spec: never): string} = stepKinds[spec.kind];
  return `${spec.kind} ${definition.summarize(spec as never)}`;
}

/** What a step does: exactly one of these keys. */
export interface StepKindFile {
  /**
   * Kubernetes manifests for `kubectl apply`: files, directories, globs or http(s) URLs.
   * @minItems 1
   */
  manifests?: string[];
  /** A helm release. */
  helm?: HelmFile;
  /** Your own code. */
  runner?: RunnerFile;
  /** A kustomization. */
  kustomize?: KustomizeFile;
  /** Waits for one object. */
  wait?: WaitFile;
  /** Waits for the rollout of all workloads of a namespace. */
  rolloutWait?: RolloutWaitFile | null;
  /** A bash script on the machine that runs kflow. */
  script?: ScriptFile;
  /** A command inside a pod. */
  exec?: ExecFile;
  /** A Secret. */
  secret?: SecretFile;
  /** A ConfigMap. */
  configmap?: ConfigMapFile;
  /** An image. */
  dockerBuild?: DockerBuildFile;
  /** A Namespace. */
  createNamespace?: CreateNamespaceFile | null;
}
