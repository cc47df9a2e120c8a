import type {StepHandler} from '../steps/step-handler.js';

/** A step kind of a plugin whose handler is loaded. */
export interface RegisteredStepKind {
  /** As YAML calls it. */
  name: string;
  /** Absolute path of the handler's module. */
  file: string;
  /** What it does besides `apply`: `destroy`, `reload`, `restart`. */
  methods: string[];
  handler: StepHandler;
}

/** The step kinds of a project's plugins, as `loadStepKinds` loads them. */
export interface StepKindRegistry {
  /** By the key that YAML uses. */
  find(name: string): RegisteredStepKind | undefined;
  all(): RegisteredStepKind[];
}

/** Of a project without plugins. */
export const noStepKinds: StepKindRegistry = {find: () => undefined, all: () => []};
