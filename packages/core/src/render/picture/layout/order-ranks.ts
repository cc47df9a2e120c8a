import type {PictureArrow} from '../picture.js';
import {meanOf, neighboursOf} from './neighbours.js';

/** So often the ranks are gone through from left to right and back. More changes next to nothing. */
const rounds = 6;

/** Orders the boxes of each rank in place, so that few arrows cross: each goes to the mean height of its neighbours. */
export function orderRanks(ranks: number[][], arrows: PictureArrow[]): void {
  const {before, after} = neighboursOf(arrows);
  const height: number[] = [];
  const settle = (rank: number[]) =>
    rank.forEach((box, index) => (height[box] = (index + 0.5 - rank.length / 2) / Math.max(rank.length, 8)));
  ranks.forEach(settle);
  for (let round = 0; round < rounds; round++) {
    for (const rank of ranks) sortRank(rank, before);
    for (const rank of ranks.toReversed()) sortRank(rank, after);
  }
  for (const rank of ranks) sortRank(rank, before);

  function sortRank(rank: number[], joined: ReadonlyMap<number, number[]>): void {
    const wanted = new Map(rank.map((box) => [box, meanOf(joined.get(box), height) ?? height[box] ?? 0]));
    // Stable, so that equals stay in the order in which they run.
    rank.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0));
    settle(rank);
  }
}
