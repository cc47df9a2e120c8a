import type {Rectangle} from './layout.js';
import {size} from './measures.js';

/** A point, `y` down. */
export interface Point {
  x: number;
  y: number;
}

/** A column of boxes, from top to bottom. */
export interface Column {
  x: number;
  width: number;
  boxes: Rectangle[];
}

/** An arrow to find a way for. */
export interface ArrowEnds {
  from: Rectangle;
  to: Rectangle;
  fromColumn: number;
  toColumn: number;
  fromY: number;
  toY: number;
  /** Keeps an ignored arrow off the way of the one that is not. */
  ignored: boolean;
}

/**
 * The points of an arrow: from the side of one box that faces the other to that one's, through the gaps of all columns between
 * them. Inside one column it goes out and in on the right.
 */
export function routeArrow(columns: readonly Column[], ends: ArrowEnds): Point[] {
  const {from, to, fromColumn, toColumn, ignored} = ends;
  const [fromY, toY] = ignored ? [ends.fromY - 6, ends.toY - 6] : [ends.fromY, ends.toY];
  const clearance = ignored ? 11 : 6;
  if (fromColumn === toColumn) {
    const x = from.x + from.width;
    const bulge = Math.min(size.channel - 24, 14 + Math.abs(toY - fromY) / 8);
    return [
      {x, y: fromY},
      {x: Math.round(x + bulge), y: Math.round((fromY + toY) / 2)},
      {x, y: toY},
    ];
  }
  const forward = toColumn > fromColumn;
  const step = forward ? 1 : -1;
  const points: Point[] = [{x: forward ? from.x + from.width : from.x, y: fromY}];
  let y = fromY;
  for (let index = fromColumn + step; index !== toColumn; index += step) {
    const column = columns[index];
    if (!column) continue;
    const wanted = y + (toY - y) / (Math.abs(toColumn - index) + 1);
    y = Math.round(gapNearest(column.boxes, wanted, clearance));
    const [left, right] = [column.x - clearance, column.x + column.width + clearance];
    points.push({x: forward ? left : right, y}, {x: forward ? right : left, y});
  }
  points.push({x: forward ? to.x : to.x + to.width, y: toY});
  return points;
}

/** The height nearest to `y` at which no box is nearer than `clearance`. */
function gapNearest(boxes: readonly Rectangle[], y: number, clearance: number): number {
  let nearest = y;
  let distance = Infinity;
  for (let gap = 0; gap <= boxes.length; gap++) {
    const [above, below] = [boxes[gap - 1], boxes[gap]];
    const low = above ? above.y + above.height + clearance : -Infinity;
    const high = below ? below.y - clearance : Infinity;
    const candidate = Math.min(Math.max(y, low), high);
    if (Math.abs(candidate - y) < distance) {
      distance = Math.abs(candidate - y);
      nearest = candidate;
    }
  }
  return nearest;
}
