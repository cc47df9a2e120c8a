import type {PictureArrow} from '../picture.js';
import {size} from './measures.js';
import {meanOf, neighboursOf} from './neighbours.js';

/** So often every column is moved to where its neighbours are. */
const rounds = 8;

/**
 * The vertical centers of the boxes, by box: each as near to its neighbours as the others of its column let it, in the column's
 * order and without overlap. The uppermost edge of all is at 0.
 */
export function placeColumns(columns: number[][], heights: readonly number[], arrows: PictureArrow[]): number[] {
  const {before, after} = neighboursOf(arrows);
  const centers: number[] = [];
  for (const column of columns) {
    const total = column.reduce((sum, box) => sum + (heights[box] ?? 0) + size.boxGap, 0);
    let y = -total / 2;
    for (const box of column) {
      const height = (heights[box] ?? 0) + size.boxGap;
      centers[box] = y + height / 2;
      y += height;
    }
  }
  for (let round = 0; round < rounds; round++) {
    for (const column of columns) settle(column, before);
    for (const column of columns.toReversed()) settle(column, after);
  }
  const top = centers.reduce((least, center, box) => Math.min(least, center - (heights[box] ?? 0) / 2), Infinity);
  return centers.map((center) => center - top);

  function settle(column: number[], joined: ReadonlyMap<number, number[]>): void {
    const wanted = column.map((box) => meanOf(joined.get(box), centers) ?? centers[box] ?? 0);
    const placed = spread(
      wanted,
      column.map((box) => (heights[box] ?? 0) + size.boxGap),
    );
    column.forEach((box, row) => (centers[box] = placed[row] ?? 0));
  }
}

/**
 * The positions nearest to the wanted ones (least squares) at which neighbours in order are as far apart as half of each one's
 * extent: an isotonic regression, by pooling what would overlap.
 */
function spread(wanted: readonly number[], extents: readonly number[]): number[] {
  const offsets: number[] = [];
  let offset = 0;
  extents.forEach((extent, index) => {
    offset += index === 0 ? 0 : ((extents[index - 1] ?? 0) + extent) / 2;
    offsets.push(offset);
  });
  const pools: {sum: number; count: number}[] = [];
  wanted.forEach((position, index) => {
    let pool = {sum: position - (offsets[index] ?? 0), count: 1};
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pool = {sum: pool.sum + last.sum, count: pool.count + last.count};
      pools.pop();
    }
    pools.push(pool);
  });
  const means = pools.flatMap(({sum, count}) => Array.from({length: count}, () => sum / count));
  return offsets.map((each, index) => each + (means[index] ?? 0));
}
