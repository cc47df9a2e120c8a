import type {Location} from '../source/diagnostic.js';
import type {BlockSchema} from './schema/block-schema.js';

/** A plugin that the root config declares: step kinds from outside. Known from its JSON file, without running any of its code. */
export interface Plugin {
  /** What the YAML said. */
  specifier: string;
  /** Absolute path of its JSON file. */
  file: string;
  /** The npm package that it comes from, as its package.json has it; absent for a path. */
  package?: {name: string; version?: string};
  /** The entry of `plugins`. */
  at: Location;
  /** In the order of its file. */
  kinds: PluginKind[];
}

/** A step kind of a plugin. */
export interface PluginKind {
  /** The key that names it in YAML. */
  name: string;
  description: string;
  /** JSON Schema of its block, every `$ref` resolved. */
  schema: BlockSchema;
  /** The step in one line; see `summary` of the plugin's file. Empty for the name alone. */
  summary: string;
  /** It only waits. */
  waits: boolean;
  /** Its key may stand without a block. */
  mayBeEmpty: boolean;
  /** Absolute path of the module that does the work. */
  handler: string;
}
