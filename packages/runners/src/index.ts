export type {
  CommandOptions,
  CommandOutcome,
  ManifestObject,
  PodTarget,
  RunnerContext,
  RunnerOperation,
  RunnerResource,
} from './context.js';
