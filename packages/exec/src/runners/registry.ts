import type {Location} from '@kflow/core';

/** A runner class that was found. */
export interface RegisteredRunner {
  /** Its static `runnerName`, else the class's name. */
  name: string;
  description?: string;
  /** Absolute path of the module's file. */
  file: string;
  /** What the YAML said. */
  specifier: string;
  at?: Location;
  /** JSON Schema of its `config`. */
  configSchema?: object;
  /** Hooks that it overrides, e.g. `['apply', 'destroy']`. */
  hooks: string[];
  /** Makes an instance; hooks are called on it with a RunnerContext. */
  create(config: {[key: string]: unknown}): RunnerInstance;
}

/** An object with hooks; a structural type, so that a user's own copy of `@kflow/runners` works. */
export interface RunnerInstance {
  [hook: string]: ((context: unknown) => Promise<unknown>) | unknown;
}

/** The runners of a project. */
export interface RunnerRegistry {
  /** By class name; `file` (absolute path of a step's own module) is searched first. */
  find(name: string, file?: string): RegisteredRunner | undefined;
  all(): RegisteredRunner[];
}
