import {isIgnored, type PictureArrow} from '../picture.js';

/** The boxes that each box is joined to by what was kept: what it depends on, and what depends on it. */
export interface Neighbours {
  before: Map<number, number[]>;
  after: Map<number, number[]>;
}

/** Who is whose neighbour. */
export function neighboursOf(arrows: PictureArrow[]): Neighbours {
  const before = new Map<number, number[]>();
  const after = new Map<number, number[]>();
  for (const {from, to, reason} of arrows) {
    if (isIgnored(reason) || from === to) continue;
    add(before, to, from);
    add(after, from, to);
  }
  return {before, after};
}

/** The mean of the neighbours' values; undefined where there are none. */
export function meanOf(neighbours: readonly number[] | undefined, value: readonly number[]): number | undefined {
  if (!neighbours) return undefined;
  return neighbours.reduce((sum, box) => sum + (value[box] ?? 0), 0) / neighbours.length;
}

function add(map: Map<number, number[]>, key: number, value: number): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
