import type {StepKind} from '@kflow/core';
import {configmapHandler} from './configmap.js';
import {createNamespaceHandler} from './create-namespace.js';
import {dockerBuildHandler} from './docker-build.js';
import {execHandler} from './exec.js';
import {helmHandler} from './helm.js';
import {kustomizeHandler} from './kustomize.js';
import {manifestsHandler} from './manifests.js';
import {rolloutWaitHandler} from './rollout-wait.js';
import {runnerHandler} from './runner.js';
import {scriptHandler} from './script.js';
import {secretHandler} from './secret.js';
import {waitHandler} from './wait.js';
import type {StepKindRegistry} from '../plugins/registry.js';
import type {StepHandler} from './step-handler.js';

/** The handler of each step kind that this version runs. */
const handlers: {[kind in StepKind]?: StepHandler} = {
  manifests: manifestsHandler,
  helm: helmHandler,
  runner: runnerHandler,
  kustomize: kustomizeHandler,
  wait: waitHandler,
  rolloutWait: rolloutWaitHandler,
  createNamespace: createNamespaceHandler,
  secret: secretHandler,
  configmap: configmapHandler,
  script: scriptHandler,
  exec: execHandler,
  dockerBuild: dockerBuildHandler,
};

/**
 * What carries out steps of a kind; undefined when this version does not run that kind, or when its plugin is not loaded.
 *
 * @param kind as YAML calls it
 */
export function handlerOf(kind: string, plugged: StepKindRegistry): StepHandler | undefined {
  return Object.hasOwn(handlers, kind) ? handlers[kind as StepKind] : plugged.find(kind)?.handler;
}
