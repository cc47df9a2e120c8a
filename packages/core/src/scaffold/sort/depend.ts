import {byCodePoint} from '../../source/by-code-point.js';
import type {Link} from './links.js';

/** One group needs another. */
export interface GroupNeed {
  /** Index of the group that has to be there first. */
  group: number;
  /** Why, each reason once: `uses secret db-creds`. */
  because: string[];
  /** It holds objects of a kind that the other defines. */
  definition: boolean;
  /** The API server calls the other on its behalf. */
  call: boolean;
}

/**
 * What each group needs, by its index: the links between units that have an order. The result has no cycle: of groups that need each
 * other, what is only about a namespace goes first (kflow makes a namespace that is missing), then whatever leads back.
 *
 * @param groups indexes of units
 */
export function dependOn(groups: readonly (readonly number[])[], links: readonly Link[]): GroupNeed[][] {
  const groupOf = new Map(groups.flatMap((units, group) => units.map((unit) => [unit, group] as const)));
  const ordered = links
    .filter(({type}) => type !== 'loose')
    .map((link) => ({...link, from: groupOf.get(link.from)!, to: groupOf.get(link.to)!}))
    .filter(({from, to}) => from !== to);
  const circles = circlesOf(groups.length, ordered);
  const soft = ordered.filter(({from, to, type}) => type !== 'namespace' || circles[from] !== circles[to]);
  const kept = withoutWayBack(groups.length, soft);
  return groups.map((_, group) => {
    const needs = new Map<number, GroupNeed>();
    for (const {from, to, why, type} of kept) {
      if (from !== group) continue;
      const need = needs.get(to) ?? {group: to, because: [], definition: false, call: false};
      if (!need.because.includes(why)) need.because.push(why);
      need.definition ||= type === 'definition';
      need.call ||= type === 'call';
      needs.set(to, need);
    }
    for (const need of needs.values()) need.because.sort(byCodePoint);
    return [...needs.values()].sort((a, b) => a.group - b.group);
  });
}

interface Edge {
  from: number;
  to: number;
}

/** A number for each node; nodes that reach each other have the same. */
function circlesOf(size: number, edges: readonly Edge[]): number[] {
  const reach = Array.from({length: size}, (_, node) => reachable(node, edges));
  return reach.map((own, node) => Math.min(node, ...[...own].filter((other) => reach[other]!.has(node))));
}

function reachable(start: number, edges: readonly Edge[]): Set<number> {
  const out = new Map<number, number[]>();
  for (const {from, to} of edges) out.set(from, [...(out.get(from) ?? []), to]);
  const seen = new Set<number>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of out.get(node) ?? []) {
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return seen;
}

/** Edges one by one in their order, without those that would close a circle. */
function withoutWayBack<E extends Edge>(size: number, edges: readonly E[]): E[] {
  const circles = circlesOf(size, edges);
  const kept: E[] = [];
  for (const edge of edges) {
    const inside = circles[edge.from] === circles[edge.to];
    if (!inside || !reachable(edge.to, kept).has(edge.from)) kept.push(edge);
  }
  return kept;
}
