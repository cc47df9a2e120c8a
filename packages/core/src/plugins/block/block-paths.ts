import type {Value} from '../../source/yaml/exact-value.js';
import {isPathFormat, schemaBelow, type BlockSchema} from '../schema/block-schema.js';

/** The absolute paths in a block of things that have to exist, in its order. */
export function blockPaths(value: Value, schema: BlockSchema | undefined): string[] {
  if (typeof value === 'string') {
    return isPathFormat(schema?.format) && schema?.format !== 'kflow-new-path' ? [value] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => blockPaths(item, schemaBelow(schema, index)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => blockPaths(inner as Value, schemaBelow(schema, key)));
}
