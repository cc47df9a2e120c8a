export {BaseRunner, runnerBrand} from './base-runner.js';
export type {AnyConfig, HealthVerdict} from './base-runner.js';
export type {
  CommandOptions,
  CommandOutcome,
  LocalCommandOptions,
  ManifestObject,
  PodTarget,
  RunnerContext,
  RunnerOperation,
  RunnerResource,
} from './context.js';
export {b64} from './b64.js';
export type {ConfigOf} from './config-schema/config-of.js';
export {configSchema} from './config-schema/config-schema.js';
export type {JsonSchema, JsonTypeName} from './config-schema/json-schema.js';
export {configMapManifest} from './config-map-manifest.js';
export {generateSecret} from './generate-secret.js';
export type {Labels} from './metadata.js';
export {secretManifest} from './secret-manifest.js';
export type {SecretManifestOptions} from './secret-manifest.js';
export {defineStepKind, stepKindBrand} from './step-kind/define-step-kind.js';
export type {DefinedStepKind, StepKindHandler} from './step-kind/define-step-kind.js';
export type {
  AnyBlock,
  StepChange,
  StepKindContext,
  StepKindOperation,
  StepKindResult,
  TouchedObject,
} from './step-kind/step-kind-context.js';
export {waitFor} from './wait-for.js';
export type {WaitForOptions} from './wait-for.js';
