import type {CheckBlock} from './schema/compile-schema.js';
import type {PluginKind} from './plugin.js';

/** A step kind of a plugin, and what checks its blocks. */
export interface LoadedKind extends PluginKind {
  check: CheckBlock;
}

/** The step kinds of a project's plugins, by the key that names them in YAML. */
export interface PluginKinds extends ReadonlyMap<string, LoadedKind> {
  /** False when a plugin, or a kind of it, could not be used: what is unknown otherwise may be of it. */
  readonly isComplete: boolean;
}

/** The kinds while they are found. */
export class GrowingKinds extends Map<string, LoadedKind> implements PluginKinds {
  isComplete = true;
}

/** Of a project without plugins. */
export const noPluginKinds: PluginKinds = new GrowingKinds();
