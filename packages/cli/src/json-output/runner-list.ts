/** What `kflow runners --json` prints. */
export interface RunnerList {
  runners: ListedRunner[];
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
