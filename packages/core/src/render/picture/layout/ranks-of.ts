import {isIgnored, type PictureArrow} from '../picture.js';

/**
 * Sorts boxes of one lane into ranks, each box behind everything of the lane that it depends on (longest path). Boxes can depend
 * on each other although their steps do not; then the earliest goes first.
 */
export function ranksOf(members: number[], arrows: PictureArrow[]): number[][] {
  const after = new Map(members.map((box) => [box, new Set<number>()]));
  const before = new Map(members.map((box) => [box, new Set<number>()]));
  for (const {from, to, reason} of arrows) {
    if (isIgnored(reason) || from === to || !after.has(from) || !after.has(to)) continue;
    after.get(from)?.add(to);
    before.get(to)?.add(from);
  }
  const ranks: number[][] = [];
  const waiting = new Set(members);
  let ready = members.filter((box) => before.get(box)?.size === 0);
  while (waiting.size > 0) {
    if (ready.length === 0) ready = [...waiting].slice(0, 1);
    ranks.push(ready);
    for (const box of ready) waiting.delete(box);
    const next = new Set<number>();
    for (const box of ready) {
      for (const dependent of after.get(box) ?? []) {
        before.get(dependent)?.delete(box);
        if (waiting.has(dependent) && before.get(dependent)?.size === 0) next.add(dependent);
      }
    }
    ready = [...next].sort((a, b) => a - b);
  }
  return ranks;
}
