import type {KflowBlock} from './read/kflow-block.js';

/** kflow's root config: where everything starts. Paths are relative to this file; `~` is the home directory. */
export interface ConfigFile {
  /** Marks the file: `{version: v1, kind: Config}`. */
  kflow: KflowBlock;
  /** Local state. */
  state?: StateFile;
  /**
   * The kubeconfig context; the active one by default.
   * @minLength 1
   */
  context?: string;
  /** Runner modules for all resources: paths (`.ts`, `.mts`, `.js`, `.mjs`, `.cjs`) or names of npm packages. */
  runners?: string[];
  /** Plugins with more step kinds: paths of a `kflow-plugin.json` or of a directory that has one, or names of npm packages. */
  plugins?: string[];
  /** The phases, in strict order. */
  phases?: (string | PhaseFile)[];
  /** Files or directories (`*.yaml`, `*.yml`, not recursive) of ResourceDefinitions. */
  resources: string[];
  /** Create the namespaces of steps when they are missing; true by default. */
  autoCreateNamespace?: boolean;
}

/** Where the local state lives. */
export interface StateFile {
  /** A directory; `~/.kflow` by default. */
  dir?: string;
}

/** A strict stage: all of it is done before the next one begins. */
export interface PhaseFile {
  /**
   * Its name, as resources use it under `phase`.
   * @minLength 1
   */
  name: string;
  /** What it is for. */
  description?: string;
}
