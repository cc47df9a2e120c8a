import type {State} from 'js-yaml';
import {coreScalar} from './core-scalar.js';
import {columnOf, commentFollows, nextLine, skipGap, skipSpaces, uncommon} from './layout.js';
import type {ListNode, MapEntry, MapNode, ScalarNode, SourceNode} from './node.js';

/** What the parser has read of the node that it is at. */
export interface ReaderState extends State {
  tag: string | null;
  anchor: string | null;
}

/** YAML allows 1024 to the colon. */
const longestKey = 1000;
/** What a plain scalar may begin with in YAML, but for what is seldom meant so. */
const oddStart = /^[?:,[\]{}#&*!|>'"%@`]|^-(?: |$)/;
const commonEscapes = /^(?:[^\\]|\\["\\/nrt0])*$/;

/**
 * Makes nodes of what js-yaml tells its listener: that it begins to look for a node at an offset, and what it has found. It may find nothing
 * (a key without a value, the end of a mapping), and may look twice (an item of a list is first tried as the key of a mapping).
 *
 * Whatever is not plainly what it seems throws `uncommon`: where a node ends is checked against the text itself.
 */
export class NodeListener {
  /** The documents that have been read, without those that are empty. */
  readonly documents: MapNode[] = [];
  /** Where the search for each open node began. */
  readonly #from: number[] = [];
  /** How many nodes were found before each open node. */
  readonly #before: number[] = [];
  /** The nodes inside of the open ones, as many as `#count`; undefined where nothing was found. To shorten an array takes V8 longer than to count. */
  readonly #nodes: (SourceNode | undefined)[] = [];
  #count = 0;
  /** What js-yaml made of each, to tell apart a list and the list that is its only item. */
  readonly #results: unknown[] = [];

  constructor(private readonly text: string) {}

  /** js-yaml looks for a node. */
  open({position}: ReaderState): void {
    this.#from.push(position);
    this.#before.push(this.#count);
  }

  /** js-yaml has found it, or nothing. */
  close(state: ReaderState): void {
    const from = this.#from.pop() ?? 0;
    const first = this.#before.pop() ?? 0;
    if (state.anchor !== null || (state.tag !== null && state.tag !== '?')) throw uncommon;
    const node = this.#node(state, from, first);
    this.#count = first;
    if (this.#from.length > 0) {
      this.#nodes[first] = node;
      this.#results[first] = state.result as unknown;
      this.#count++;
    } else if (node) {
      if (node.type !== 'map' || columnOf(this.text, node.span.start) > 0 || this.#isFlow(node)) throw uncommon;
      this.documents.push(node);
    }
  }

  #node({kind, result, position}: ReaderState, from: number, first: number): SourceNode | undefined {
    const found = this.#found(first);
    if ((kind as string | null) === null) {
      // A tag may stand there, even so.
      const passed = Math.min(position, this.text.length);
      if (found || skipGap(this.text, from) !== skipGap(this.text, passed)) throw uncommon;
      return undefined;
    }
    // Found while it was tried as a key.
    if (found && this.#count === first + 1 && this.#results[first] === result) return found;
    const start = skipGap(this.text, from);
    if (kind === 'scalar') {
      if (found || typeof result !== 'string') throw uncommon;
      return this.#scalar(start, result, position);
    }
    const opening = this.text[start];
    if (opening === '[') return this.#flowList(start, position, first);
    if (opening === '{') return this.#flowMap(start, position, first);
    if (kind === 'mapping') return this.#map(start, first);
    if (opening === '-' && Array.isArray(result)) return this.#list(start, first, result.length);
    throw uncommon;
  }

  /** The first node that was found inside of an open one. */
  #found(first: number): SourceNode | undefined {
    for (let index = first; index < this.#count; index++) {
      const node = this.#nodes[index];
      if (node) return node;
    }
    return undefined;
  }

  #scalar(start: number, text: string, position: number): ScalarNode {
    const opening = this.text[start];
    if (opening === '|') return scalar(text, text, start, this.#endOfLiteral(start, position));
    if (opening === '"' || opening === "'") {
      const written = this.text.slice(start, position);
      if (written.includes('\n') || (opening === '"' && !commonEscapes.test(written))) throw uncommon;
      this.#mustEnd(position);
      return scalar(text, text, start, position);
    }
    // On several lines, or folded, it would not stand there like that.
    if (text === '' || (!isLetter(text.charCodeAt(0)) && oddStart.test(text)) || !this.text.startsWith(text, start))
      throw uncommon;
    const value = coreScalar(text);
    if (value === undefined) throw uncommon;
    return scalar(value, text, start, start + text.length);
  }

  /** After the last line with text. js-yaml has gone on to what follows. */
  #endOfLiteral(start: number, position: number): number {
    const {text} = this;
    const content = start + (text[start + 1] === '-' ? 3 : 2);
    if (text[content - 1] !== '\n' || text[skipSpaces(text, content)] === '\n') throw uncommon;
    const follows = position < text.length ? text.lastIndexOf('\n', position - 1) + 1 : text.length;
    // Lines of spaces may be a part of it.
    if (text[follows - 1] !== '\n' || /\n +\n/.test(text.slice(content, follows))) throw uncommon;
    let last = follows - 1;
    while (text[last] === ' ' || text[last] === '\n') last--;
    if (last < content) throw uncommon;
    return nextLine(text, last);
  }

  #flowList(start: number, end: number, first: number): ListNode {
    const items: SourceNode[] = [];
    let size = 1;
    let at = start;
    for (let index = first; index < this.#count; index++) {
      const item = this.#nodes[index];
      if (!item || skipGap(this.text, at + 1) !== item.span.start) throw uncommon;
      items.push(item);
      size += item.size;
      at = skipGap(this.text, item.span.end);
      if (this.text[at] !== ',' && at !== end - 1) throw uncommon;
    }
    this.#mustClose(at, end, ']');
    return {type: 'list', items, span: {start, end}, size};
  }

  #flowMap(start: number, end: number, first: number): MapNode {
    const entries = new Map<string, MapEntry>();
    let size = 1;
    let at = start;
    for (let index = first; index < this.#count; index += 2) {
      const key = this.#nodes[index];
      const value = index + 1 < this.#count ? this.#nodes[index + 1] : undefined;
      if (!key || !value || skipGap(this.text, at + 1) !== key.span.start) throw uncommon;
      if (skipGap(this.text, this.#colon(key) + 1) !== value.span.start) throw uncommon;
      this.#add(entries, key, value);
      size += value.size;
      at = skipGap(this.text, value.span.end);
      if (this.text[at] !== ',' && at !== end - 1) throw uncommon;
    }
    this.#mustClose(at, end, '}');
    return {type: 'map', entries, span: {start, end}, size};
  }

  #list(start: number, first: number, length: number): ListNode {
    const items: SourceNode[] = [];
    let size = 1;
    for (let index = first; index < this.#count; index++) {
      const item = this.#nodes[index];
      if (!item) throw uncommon;
      items.push(item);
      size += item.size;
    }
    const last = items.at(-1);
    if (!last || items.length !== length) throw uncommon;
    return {type: 'list', items, span: {start, end: this.#endOfBlock(start, last)}, size};
  }

  #map(start: number, first: number): MapNode {
    const entries = new Map<string, MapEntry>();
    let size = 1;
    let last: SourceNode | undefined;
    for (let index = first; index < this.#count; index += 2) {
      const key = this.#nodes[index];
      // Where the mapping ends, one more key has been looked for.
      if (!key && last && index === this.#count - 1) break;
      if (!key || index + 1 === this.#count) throw uncommon;
      const colon = this.#colon(key);
      last = this.#nodes[index + 1] ?? this.#nothing(colon + 1);
      this.#add(entries, key, last);
      size += last.size;
    }
    if (!last || this.#nodes[first]?.span.start !== start) throw uncommon;
    return {type: 'map', entries, span: {start, end: this.#endOfBlock(start, last)}, size};
  }

  #add(entries: Map<string, MapEntry>, key: SourceNode, value: SourceNode): void {
    if (key.type !== 'scalar' || key.source === '<<' || entries.has(key.source)) throw uncommon;
    entries.set(key.source, {key: key.span, value});
  }

  /** Where the colon after a key is. */
  #colon(key: SourceNode): number {
    const colon = skipSpaces(this.text, key.span.end);
    if (this.text[colon] !== ':' || colon - key.span.start > longestKey) throw uncommon;
    return colon;
  }

  /** The value of a key that has none. */
  #nothing(from: number): ScalarNode {
    const at = skipSpaces(this.text, from);
    if (this.text[at] === '#' || commentFollows(this.text, at, 0)) throw uncommon;
    return scalar(null, '', at, at);
  }

  /** A mapping or a list goes on to the end of the last line of its last value, with the comment there. */
  #endOfBlock(start: number, last: SourceNode): number {
    const {span} = last;
    const goesOn = last.type === 'scalar' ? span.start < span.end && this.text[span.start] !== '|' : this.#isFlow(last);
    const end = goesOn ? nextLine(this.text, span.end) : span.end;
    // Comments below, when they are indented like it, would belong to it.
    if (commentFollows(this.text, end, Math.max(columnOf(this.text, start), 1))) throw uncommon;
    return end;
  }

  #isFlow({span}: SourceNode): boolean {
    const opening = this.text[span.start];
    return opening === '[' || opening === '{';
  }

  #mustClose(at: number, end: number, closing: string): void {
    if (this.text[end - 1] !== closing || skipGap(this.text, at === end - 1 ? at : at + 1) !== end - 1) throw uncommon;
    this.#mustEnd(end);
  }

  /** js-yaml takes a comment that follows at once, which is an error. */
  #mustEnd(at: number): void {
    if (at < this.text.length && !' \n:,]}'.includes(this.text[at] ?? '')) throw uncommon;
  }
}

/** Nearly everything begins with one. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function scalar(value: ScalarNode['value'], source: string, start: number, end: number): ScalarNode {
  return {type: 'scalar', value, source, span: {start, end}, size: 1};
}
