/** A kflow plugin: the step kinds that a package or a directory brings along. It is data: reading it runs no code. Paths are relative to this file. */
export interface PluginFile {
  /** Where editors find the schema of this file. */
  $schema?: string;
  /** The version of this file's format, and of the interface of its handlers. */
  version: 1;
  /** The step kinds, by the key that names them in YAML. */
  stepKinds: {[key: string]: PluginKindFile};
}

/** A step kind. */
export interface PluginKindFile {
  /**
   * What it does, in a sentence: for editors and `kflow runners`.
   * @minLength 1
   */
  description: string;
  /** JSON Schema (draft-07) of the block under the kind's key, an object. kflow's own formats: `kflow-text`, `kflow-duration`, `kflow-path`, `kflow-file`, `kflow-directory`, `kflow-new-path`. */
  schema: {[key: string]: unknown};
  /** The step in one line, for plans: text with fields in braces, and what is left out without them in brackets: `{stack}[ in {region}]`. */
  summary?: string;
  /** It only waits: it takes no slot, ends as soon as the run is interrupted, and no namespace is made for it. */
  waits?: boolean;
  /** The key may stand without a block, which is then `{}`. */
  mayBeEmpty?: boolean;
  /**
   * The module that does the work, a path relative to this file (`.js`, `.mjs`, `.cjs`, `.ts`, `.mts`). It exports a handler by the name of the kind, or as `default`.
   * @minLength 1
   */
  handler: string;
}
