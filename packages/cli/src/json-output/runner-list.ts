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
  /** The class's own name in its module, if it has one. */
  class?: string;
  description?: string;
  /** Whether the config names a file or an npm package. */
  source: 'file' | 'package';
  /** The npm package that it is from. */
  package?: string;
  /** The version of that package, if it has one. */
  version?: string;
  /** Absolute path of its module. */
  file: string;
  /** As the config names the module. */
  specifier: string;
  /** The hooks that it overrides, such as `apply`. */
  hooks: string[];
  /** The JSON Schema of its config, if it has one. */
  configSchema?: object;
}

/** What `kflow runners describe --json` prints. */
export interface RunnerDescription extends ListedRunner {
  /** The fields of its config that its schema names, those inside of others included. */
  fields: ConfigField[];
  /** A step with it, as YAML. */
  example: string;
}

/** A field of a runner's config. */
export interface ConfigField {
  /** From the config on: `database`, `limits.cpu`, `tables[].name`, `labels.*`. */
  path: string;
  /** For people: `text`, `whole number or empty`, `"a" or "b"`, `list of text`. The schema has it for programs. */
  type: string;
  /** Whether what it stands in has to have it. */
  required: boolean;
  /** What the runner takes without it, if the schema says so: any JSON value. */
  default?: unknown;
  description?: string;
  /** True for a secret, which kflow shows nowhere. */
  secret: boolean;
}
