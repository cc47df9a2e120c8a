/** What `kflow runners --json` prints. */
export interface RunnerList {
  runners: ListedRunner[];
  /** The step kinds of the plugins; absent when the root config declares none. */
  stepKinds?: ListedStepKind[];
}

/** A step kind that a plugin brings along. */
export interface ListedStepKind {
  /** The key in YAML. */
  name: string;
  description: string;
  /** As the config names the plugin. */
  plugin: string;
  /** The version of the plugin's npm package, when it is one that has a version. */
  version?: string;
  /** Absolute path of the plugin's JSON file. */
  file: string;
  /** Absolute path of the module that does the work. */
  handler: string;
  /** The JSON Schema of its block. */
  schema: object;
}

/** One runner that was found. */
export interface ListedRunner {
  /** As `class:` names it. */
  name: string;
  description?: string;
  /** Absolute path of its module. */
  file: string;
  /** As the config names the module. */
  specifier: string;
  /** The hooks that it overrides, such as `apply`. */
  hooks: string[];
  /** The JSON Schema of its config, if it has one. */
  configSchema?: object;
}
