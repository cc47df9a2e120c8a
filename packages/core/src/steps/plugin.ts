import type {Plain} from '../config/normalize/long-form.js';
import {normalizeBlock, type BlockReader} from '../plugins/block/normalize-block.js';
import type {LoadedKind} from '../plugins/plugin-kinds.js';
import {fillSummary} from '../plugins/block/summary.js';
import type {Cursor} from '../source/yaml/cursor.js';
import type {Value} from '../source/yaml/exact-value.js';

/** A step of a kind that a plugin brings along. */
export interface PluginSpec {
  kind: 'plugin';
  /** The key that names the kind in YAML. */
  name: string;
  /** Its block: defaults filled in, paths absolute, durations in seconds. */
  block: {[key: string]: Value};
  /** The block in one line, without secrets. */
  summary: string;
}

/** The spec of a block that has the right shape, as far as it has. */
export async function pluginSpec(
  block: object,
  {name, schema, summary}: LoadedKind,
  at: Cursor,
  reader: BlockReader,
): Promise<PluginSpec> {
  const normal = await normalizeBlock(block as Plain, schema, at, reader);
  return {kind: 'plugin', name, block: normal, summary: fillSummary(summary, normal, schema)};
}
