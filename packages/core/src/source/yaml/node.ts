import type {Span} from './source-text.js';

/**
 * A value of a YAML document that knows where it stands. Aliases and merges are already resolved: an aliased mapping or list
 * is shared, so this is a graph without cycles rather than a tree.
 */
export type SourceNode = ScalarNode | MapNode | ListNode;

/** A string, number, boolean or null. */
export interface ScalarNode {
  type: 'scalar';
  value: string | number | boolean | null;
  /** The text as written, without quotes: `1.10` for the number 1.1. */
  source: string;
  span: Span;
  /** How many nodes it is when aliases are expanded; 1. */
  size: number;
}

/** A mapping, its keys as text in the order of the file, those of merges last. */
export interface MapNode {
  type: 'map';
  entries: Map<string, MapEntry>;
  span: Span;
  size: number;
}

/** A key and its value. */
export interface MapEntry {
  key: Span;
  value: SourceNode;
}

/** A sequence. */
export interface ListNode {
  type: 'list';
  items: SourceNode[];
  span: Span;
  size: number;
}
