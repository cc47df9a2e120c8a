import type {RunnerModule} from '../config/project.js';
import type {Value} from '../source/yaml/exact-value.js';
import {valuesOf} from './helm.js';
import type {StepKindDefinition} from './step-kind.js';

/** The user's own code behind a step. */
export interface RunnerSpec {
  kind: 'runner';
  class: string;
  /** The module that defines it, when the step names one with `file`. */
  module?: RunnerModule;
  config: {[key: string]: Value};
}

/** Your own code: a runner class. */
export interface RunnerFile {
  /**
   * The runner's name: its `runnerName`, which is the class's name by default. `command` is kflow's own: hooks in any language.
   * @minLength 1
   */
  class: string;
  /**
   * The module that defines it (`.ts`, `.mts`, `.js`, `.mjs`, `.cjs`); not needed when the root config lists it under `runners`.
   * @minLength 1
   */
  file?: string;
  /** What the runner gets as `ctx.config`. */
  config?: {[key: string]: unknown};
}

/** The step kind `runner`. */
export const runner: StepKindDefinition<RunnerFile, RunnerSpec> = {
  type: 'runner',
  async normalize(file, {at, paths}) {
    return {
      kind: 'runner',
      class: file.class ?? '',
      ...(file.file === undefined ? {} : {module: await paths.runnerFile(at.at('file'))}),
      config: file.config ? valuesOf(at.at('config')) : {},
    };
  },
  summarize: (spec) => spec.class,
};
