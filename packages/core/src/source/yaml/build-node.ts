import {isAlias, isMap, isScalar, isSeq, type ParsedNode, type Pair, type YAMLMap, type YAMLSeq} from 'yaml';
import type {ListNode, MapEntry, MapNode, ScalarNode, SourceNode} from './node.js';
import type {Report} from '../report.js';
import type {SourceText, Span} from './source-text.js';

/** How many nodes all aliases of a document may stand for together. */
const expansionLimit = 100_000;

/**
 * Turns the parser's document into nodes: resolves aliases and merges (`<<`), and reports duplicate keys, keys that are no
 * scalars, unknown anchors, numbers that JSON does not have, and aliases that would expand without bounds.
 */
export function buildNode(root: ParsedNode, source: SourceText, report: Report): SourceNode {
  return new Builder(source, report).node(root);
}

/** More levels than any configuration has, and few enough for every later step that goes down them. */
const deepest = 200;

class Builder {
  /** By name; `undefined` while the anchor's own node is being built. */
  private readonly anchors = new Map<string, SourceNode | undefined>();
  private expanded = 0;
  private depth = 0;

  constructor(
    private readonly source: SourceText,
    private readonly report: Report,
  ) {}

  node(node: ParsedNode | null, fallback: Span = {start: 0, end: 0}): SourceNode {
    if (!node) return nothing({start: fallback.end, end: fallback.end});
    const span = {start: node.range[0], end: node.range[1]};
    if (isAlias(node)) return this.alias(node.source, span);
    const anchor = node.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, undefined);
    this.depth++;
    const built = this.content(node, span);
    this.depth--;
    if (anchor !== undefined) this.anchors.set(anchor, built);
    return built;
  }

  private content(node: ParsedNode, span: Span): SourceNode {
    if (!isMap(node) && !isSeq(node)) return this.scalar(node, span);
    if (this.depth <= deepest) return isMap(node) ? this.map(node, span) : this.list(node, span);
    this.report('KF109', this.source.locate(span), `the document has more than ${deepest} levels`);
    return nothing(span);
  }

  private alias(name: string, span: Span): SourceNode {
    const at = () => this.source.locate(span);
    const target = this.anchors.get(name);
    if (!target) {
      if (this.anchors.has(name)) this.report('KF105', at(), `\`*${name}\` stands inside of what it refers to`);
      else this.report('KF104', at(), `there is no anchor \`&${name}\` before this alias`);
      return nothing(span);
    }
    const before = this.expanded;
    this.expanded += target.size;
    if (this.expanded > expansionLimit) {
      if (before <= expansionLimit)
        this.report('KF105', at(), 'the aliases of this document expand to more than 100,000 values');
      return nothing(span);
    }
    return target.type === 'scalar' ? {...target, span} : target;
  }

  private scalar(node: ParsedNode, span: Span): ScalarNode {
    if (!isScalar(node)) return nothing(span);
    const {value} = node;
    const source = node.source ?? String(value);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.report('KF110', this.source.locate(span), `\`${source}\` is a number that neither JSON nor Kubernetes has`, {
        hint: `quote it if it is text: "${source}"`,
      });
      return nothing(span);
    }
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return {type: 'scalar', value, source, span, size: 1};
    }
    this.report('KF106', this.source.locate(span), `the tag \`${node.tag}\` is not supported`);
    return nothing(span);
  }

  private list(list: YAMLSeq<unknown>, span: Span): ListNode {
    const items = list.items.map((item) => this.node(item as ParsedNode, span));
    return {type: 'list', items, span, size: sum(items)};
  }

  private map(map: YAMLMap<unknown, unknown>, span: Span): MapNode {
    const entries = new Map<string, MapEntry>();
    const merged: MapNode[] = [];
    for (const {key, value} of map.items as Pair<ParsedNode, ParsedNode | null>[]) {
      const keySpan = {start: key.range[0], end: key.range[1]};
      const keyNode = this.node(key);
      const valueNode = this.node(value, keySpan);
      if (keyNode.type !== 'scalar') {
        this.report('KF107', this.source.locate(keySpan), 'a key has to be text, not a list or a mapping', {
          hint: 'quote it if it begins with `{` or `[`; templates such as `{{ ... }}` are not filled in',
        });
      } else if (isScalar(key) && key.type === 'PLAIN' && key.value === '<<') {
        merged.push(...this.merged(valueNode, keySpan));
      } else {
        this.add(entries, keyNode.source, {key: keySpan, value: valueNode});
      }
    }
    for (const {entries: others} of merged) {
      for (const [name, entry] of others) if (!entries.has(name)) entries.set(name, entry);
    }
    return {type: 'map', entries, span, size: sum([...entries.values()].map(({value}) => value))};
  }

  private add(entries: Map<string, MapEntry>, name: string, entry: MapEntry): void {
    const first = entries.get(name);
    if (!first) {
      entries.set(name, entry);
      return;
    }
    const at = this.source.locate(first.key);
    this.report(
      'KF103',
      this.source.locate(entry.key),
      `\`${name}\` stands twice in one mapping, first on line ${at.line}`,
      {
        hint: 'remove one of the two',
        related: [{message: 'first here', at}],
      },
    );
  }

  private merged(value: SourceNode, key: Span): MapNode[] {
    const nodes = value.type === 'list' ? value.items : [value];
    const maps = nodes.filter((node) => node.type === 'map');
    if (maps.length < nodes.length) {
      this.report('KF108', this.source.locate(key), '`<<` merges a mapping, or a list of mappings', {
        hint: 'write `<<: *anchor`, or quote the key if it is meant as text',
      });
    }
    return maps;
  }
}

function nothing(span: Span): ScalarNode {
  return {type: 'scalar', value: null, source: '', span, size: 1};
}

function sum(nodes: SourceNode[]): number {
  return nodes.reduce((total, {size}) => total + size, 1);
}
