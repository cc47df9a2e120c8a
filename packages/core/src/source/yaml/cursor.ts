import type {Location} from '../diagnostic.js';
import {exactInteger, type Value} from './exact-value.js';
import type {MapNode, SourceNode} from './node.js';
import type {SourceText, Span} from './source-text.js';

/** A place in a document that can be walked down, for reading values as they were written and for reporting where they stand. */
export class Cursor {
  private constructor(
    private readonly source: SourceText,
    /** What stands here; undefined when the path leads nowhere. */
    readonly node: SourceNode | undefined,
    private readonly key: Span | undefined,
    /** Where to point when there is nothing here. */
    private readonly fallback: Span,
  ) {}

  /** The top of a document. */
  static root(source: SourceText, node: SourceNode): Cursor {
    return new Cursor(source, node, undefined, node.span);
  }

  /** Goes down by keys and indexes. Where nothing is, the cursor points at the closest thing above. */
  at(...path: (string | number)[]): Cursor {
    return Cursor.down(this, path);
  }

  private static down(from: Cursor, path: readonly (string | number)[]): Cursor {
    let cursor = from;
    for (let index = 0; index < path.length; index++) cursor = cursor.child(path[index]!);
    return cursor;
  }

  /** The place of the value if it is a scalar, of its key if it is a mapping, a list or empty. */
  get location(): Location {
    const {node, key} = this;
    if (!node) return this.source.locate(this.fallback);
    const bare = node.type === 'scalar' && node.span.end > node.span.start;
    return this.source.locate(bare || !key ? node.span : key);
  }

  /** The place of the key; of the value when it is an item of a list. */
  get keyLocation(): Location {
    return this.key ? this.source.locate(this.key) : this.location;
  }

  /** The text of a scalar as written, so that the number `1.10` is `1.10`; undefined for anything else. */
  get text(): string | undefined {
    const {node} = this;
    if (node?.type !== 'scalar' || node.value === null) return undefined;
    return typeof node.value === 'string' ? node.value : node.source;
  }

  /** The texts of a mapping of scalars, by key; what is no text is left out. */
  get texts(): {[key: string]: string} {
    return Object.fromEntries(
      this.children().flatMap(([key, child]) => (child.text === undefined ? [] : [[key, child.text]])),
    );
  }

  /** The value as written, whole numbers of any size exact; null when there is none. */
  get value(): Value {
    return this.node ? exactValue(this.node) : null;
  }

  /** The entries of a mapping, each with its place; none when it is no mapping. */
  children(): [key: string, child: Cursor][] {
    return this.node?.type === 'map' ? [...this.node.entries.keys()].map((key) => [key, this.child(key)]) : [];
  }

  /** Goes down by one key or index. */
  child(step: string | number): Cursor {
    const {node, source} = this;
    if (node?.type === 'map') {
      const entry = node.entries.get(typeof step === 'string' ? step : String(step));
      if (entry) return new Cursor(source, entry.value, entry.key, entry.key);
    } else if (node?.type === 'list' && typeof step === 'number') {
      const item = node.items[step];
      if (item) return new Cursor(source, item, undefined, item.span);
    }
    return new Cursor(source, undefined, undefined, this.key ?? (node ? startOf(node) : this.fallback));
  }
}

function startOf(node: SourceNode): Span {
  if (node.type !== 'map') return node.span;
  return firstKey(node) ?? node.span;
}

function firstKey(map: MapNode): Span | undefined {
  for (const {key} of map.entries.values()) return key;
  return undefined;
}

function exactValue(node: SourceNode): Value {
  switch (node.type) {
    case 'scalar':
      return typeof node.value === 'number' ? (exactInteger(node.source) ?? node.value) : node.value;
    case 'list':
      return node.items.map(exactValue);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, entry]) => [key, exactValue(entry.value)]));
  }
}
