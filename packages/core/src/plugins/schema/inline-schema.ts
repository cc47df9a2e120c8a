import {didYouMean} from '../../source/closest.js';
import {blockFormats, type BlockSchema} from './block-schema.js';

/** What is wrong with the schema of a step kind, and where in it. */
export class SchemaFlaw extends Error {
  constructor(
    readonly path: readonly (string | number)[],
    message: string,
    readonly hint?: string,
  ) {
    super(message);
  }
}

/** Schemas, with those that `$ref`s stand for: more than any block needs, and few enough to be checked at once. */
const mostSchemas = 5_000;
/** Levels of schemas in schemas. */
const deepest = 50;

/** Keywords that hold schemas by name, one schema, and a list of schemas. `properties`, `additionalProperties` and `items` are handled apart. */
const named = ['patternProperties', 'dependencies'];
const single = ['contains', 'propertyNames', 'not', 'if', 'then', 'else'];
const listed = ['allOf', 'anyOf', 'oneOf'];
/** Of no use once every `$ref` is resolved; an `$id` would change what they mean, `$async` what a validator gives. */
const dropped = new Set(['$ref', '$id', '$async', '$schema', '$comment', 'definitions', '$defs']);

/**
 * The schema of a step kind with every `$ref` resolved, closed (an object takes no other keys than its `properties`, unless `additionalProperties` says so)
 * and known to be of a reasonable size: a `$ref` that leads out of the file, or back to itself, is refused, so that checking a block takes a time
 * that hangs on the size of the block only.
 *
 * @throws SchemaFlaw
 */
export function inlineSchema(root: {[key: string]: unknown}): BlockSchema {
  const schema = new Inliner(root).schema(root, {path: [], refs: [], applied: true});
  if (typeof schema === 'boolean' || (schema.type !== undefined && schema.type !== 'object'))
    throw new SchemaFlaw(['type'], 'the block of a step kind is a mapping: its `type` has to be `object`');
  return {...schema, type: 'object'};
}

/** Where the walk is. */
interface Place {
  path: readonly (string | number)[];
  /** The `$ref`s that led here. */
  refs: readonly string[];
  /** Whether defaults and formats are applied here: not in alternatives and conditions, where it is open which schema counts. */
  applied: boolean;
}

class Inliner {
  private count = 0;

  constructor(private readonly root: object) {}

  schema(node: unknown, place: Place): BlockSchema | boolean {
    const {path, applied} = place;
    this.count += 1;
    if (this.count > mostSchemas)
      throw new SchemaFlaw(path, `it has more than ${mostSchemas} schemas, counting each use of a \`$ref\``);
    if (path.length > deepest * 2 || place.refs.length > deepest) throw new SchemaFlaw(path, 'it is nested too deeply');
    if (typeof node === 'boolean') return node;
    if (!isObject(node)) throw new SchemaFlaw(path, 'a schema is an object');
    if (node.$ref !== undefined) return this.referred(node, place);
    checkAnnotations(node, path, applied);
    const made = Object.entries(node).flatMap(([keyword, value]): [string, unknown][] =>
      dropped.has(keyword) ? [] : [[keyword, this.keyword(keyword, value, {...place, path: [...path, keyword]})]],
    );
    const result = Object.fromEntries(made) as BlockSchema;
    const isOpen = result.additionalProperties !== undefined || result.patternProperties !== undefined;
    return applied && result.properties && !isOpen ? {...result, additionalProperties: false} : result;
  }

  private keyword(keyword: string, value: unknown, place: Place): unknown {
    const apart = {...place, applied: false};
    if (keyword === 'properties') return this.byName(value, place);
    if (keyword === 'additionalProperties') return this.schema(value, place);
    if (keyword === 'items') return Array.isArray(value) ? this.list(value, apart) : this.schema(value, place);
    if (named.includes(keyword)) return this.byName(value, apart);
    if (single.includes(keyword)) return this.schema(value, apart);
    return listed.includes(keyword) ? this.list(value, apart) : value;
  }

  private byName(value: unknown, place: Place): {[key: string]: unknown} {
    if (!isObject(value)) throw new SchemaFlaw(place.path, `\`${place.path.at(-1)}\` has to be an object`);
    // The validator takes no notice of it.
    if (Object.hasOwn(value, '__proto__')) throw new SchemaFlaw(place.path, '`__proto__` cannot be the name of a key');
    return Object.fromEntries(
      Object.entries(value).map(([key, schema]) => [
        key,
        // `dependencies` may list keys as well.
        Array.isArray(schema) ? schema : this.schema(schema, {...place, path: [...place.path, key]}),
      ]),
    );
  }

  private list(value: unknown, place: Place): unknown[] {
    if (!Array.isArray(value)) throw new SchemaFlaw(place.path, `\`${place.path.at(-1)}\` has to be a list`);
    return value.map((schema, index) => this.schema(schema, {...place, path: [...place.path, index]}));
  }

  /** What a `$ref` stands for, with the words that stand next to it. */
  private referred(node: {[key: string]: unknown}, {path, refs, applied}: Place): BlockSchema | boolean {
    const {$ref: ref} = node;
    const at = [...path, '$ref'];
    if (typeof ref !== 'string' || !ref.startsWith('#')) {
      throw new SchemaFlaw(
        at,
        `\`$ref\` leads to \`${String(ref)}\`, out of the schema`,
        'kflow loads no schema from elsewhere: put it under `definitions`',
      );
    }
    if (refs.includes(ref))
      throw new SchemaFlaw(at, `\`$ref\` to \`${ref}\` leads back to itself`, 'a block has no recursive parts');
    const target = pointerPath(ref);
    let found: unknown = this.root;
    for (const step of target) found = isObject(found) && Object.hasOwn(found, step) ? found[step] : undefined;
    if (found === undefined) throw new SchemaFlaw(at, `\`$ref\` to \`${ref}\` leads to nothing`);
    const schema = this.schema(found, {path: target, refs: [...refs, ref], applied});
    if (typeof schema === 'boolean') return schema;
    const words = ['title', 'description', 'default'].filter((word) => node[word] !== undefined);
    return {...schema, ...Object.fromEntries(words.map((word) => [word, node[word]]))};
  }
}

/** What kflow does by itself has to be where it does it, and spelled as it knows it. */
function checkAnnotations(node: {[key: string]: unknown}, path: Place['path'], applied: boolean): void {
  const {format, writeOnly} = node;
  const own = typeof format === 'string' && format.startsWith('kflow-');
  if (own && !Object.hasOwn(blockFormats, format)) {
    const known = Object.keys(blockFormats);
    const hint = didYouMean(format, known) ?? `known: ${known.map((name) => `\`${name}\``).join(', ')}`;
    throw new SchemaFlaw([...path, 'format'], `there is no format \`${format}\``, hint);
  }
  if (applied) return;
  const what = own
    ? `the format \`${format}\``
    : writeOnly === true
      ? '`writeOnly`'
      : 'default' in node
        ? '`default`'
        : undefined;
  if (what === undefined) return;
  throw new SchemaFlaw(
    path,
    `${what} has no effect here`,
    'put it where it counts in any case: under `properties`, `additionalProperties` or `items`, outside of alternatives and conditions',
  );
}

/** The keys of a JSON pointer in a fragment: `#/definitions/size`. */
function pointerPath(ref: string): string[] {
  let pointer = ref.slice(1);
  try {
    pointer = decodeURIComponent(pointer);
  } catch {
    // As it is, it leads to nothing.
  }
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isObject(value: unknown): value is {[key: string]: unknown} {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
