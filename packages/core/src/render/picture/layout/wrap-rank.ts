import {size} from './measures.js';

/**
 * Splits a rank into as many columns as it needs not to be taller than `tallest`. Boxes are dealt out row by row, so that each
 * stays at about its height.
 */
export function wrapRank(rank: number[], heights: readonly number[], tallest: number): number[][] {
  const total = rank.reduce((sum, box) => sum + (heights[box] ?? 0) + size.boxGap, 0);
  const count = Math.max(1, Math.ceil(total / tallest));
  const columns = Array.from({length: Math.min(count, rank.length)}, (): number[] => []);
  rank.forEach((box, index) => columns[index % columns.length]?.push(box));
  return columns;
}
