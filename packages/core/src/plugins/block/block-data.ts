import type {Plain} from '../../config/normalize/long-form.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import {schemaBelow, type BlockSchema} from '../schema/block-schema.js';

/**
 * A block as plain data for its schema: a declared key without a value is absent, one that is absent has its default, and `kflow-text` is the text that
 * is written.
 */
export function blockData(at: Cursor, schema: BlockSchema | undefined): Plain {
  const {node} = at;
  switch (node?.type) {
    case undefined:
      return undefined;
    case 'scalar':
      return schema?.format === 'kflow-text' && node.value !== null ? at.text : node.value;
    case 'list':
      return node.items.map((_, index) => blockData(at.at(index), schemaBelow(schema, index)));
    case 'map':
      return mapData(at, schema);
  }
}

function mapData(at: Cursor, schema: BlockSchema | undefined): Plain {
  const {properties = {}} = schema ?? {};
  const given = at.children().flatMap(([key, child]): [string, Plain][] => {
    const value = blockData(child, schemaBelow(schema, key));
    // In a map of the user's own keys, `null` is no absent key but a missing value.
    return value === null && Object.hasOwn(properties, key) ? [] : [[key, value]];
  });
  return withDefaults(Object.fromEntries(given), schema);
}

/** A mapping in which the keys that are absent have their defaults. */
export function withDefaults(data: {[key: string]: Plain}, schema: BlockSchema | undefined): {[key: string]: Plain} {
  const missing = defaultsOf(schema).filter(([key]) => !Object.hasOwn(data, key));
  return Object.fromEntries([...Object.entries(data), ...missing]);
}

/** What the keys of a mapping are when they are absent. */
export function defaultsOf(schema: BlockSchema | undefined): [key: string, value: Plain][] {
  return Object.entries(schema?.properties ?? {}).flatMap(([key, part]): [string, Plain][] =>
    // A copy: it becomes a part of each project. `true` is a schema as well.
    typeof part === 'object' && 'default' in part ? [[key, JSON.parse(JSON.stringify(part.default)) as Plain]] : [],
  );
}
