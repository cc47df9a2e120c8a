import type {Location} from '@kflow/core';

/** The npm package that a runner is from. */
export interface RunnerPackage {
  name: string;
  /** Undefined when its package.json names none. */
  version?: string;
}

/** A runner class that was found. */
export interface RegisteredRunner {
  /** Its static `runnerName`, else the class's name. */
  name: string;
  /** The class's own name, which differs where there is a `runnerName`; undefined for one without. */
  className?: string;
  description?: string;
  /** Absolute path of the module's file. */
  file: string;
  /** What the YAML said. */
  specifier: string;
  /** When the module was named by a package. */
  package?: RunnerPackage;
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
