import {isIgnored, type Picture, type PictureArrow} from '../picture.js';
import {anchorY, boxHeight, boxWidth, size} from './measures.js';
import {orderRanks} from './order-ranks.js';
import {placeColumns} from './place-columns.js';
import {ranksOf} from './ranks-of.js';
import {routeArrow, type Column, type Point} from './route-arrow.js';
import {wrapRank} from './wrap-rank.js';

/** Where everything of a picture stands, in whole pixels from the top left. */
export interface Layout {
  width: number;
  height: number;
  /** In the order of `picture.lanes`. */
  lanes: Rectangle[];
  /** In the order of `picture.boxes`. */
  boxes: Rectangle[];
  /** In the order of `picture.arrows`: points that a smooth line goes through, horizontally at each. */
  arrows: Point[][];
}

/** A rectangle, `y` down. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Lays a picture out from left to right: phases are lanes side by side, in each of them a box stands right of what it depends
 * on, and ranks with many boxes wrap into several columns. Arrows pass between boxes, never behind them. The same picture gives
 * the same layout.
 *
 * Of our own, since layout libraries know ranks but not these lanes: elk has partitions without wrapping (and is 1.5 MB of
 * JavaScript), dagre neither. It is a layered layout as they do it: longest path, barycenters, isotonic placement.
 */
export function layOut(picture: Picture): Layout {
  const heights = picture.boxes.map(boxHeight);
  const lanes = picture.lanes.map((_, lane) => orderedRanks(picture, lane));
  orderRanks(lanes.flat(), picture.arrows);
  const tallest = columnHeight(heights);
  const columnsOf = lanes.map((ranks) => ranks.flatMap((rank) => wrapRank(rank, heights, tallest)));
  const centers = placeColumns(columnsOf.flat(), heights, picture.arrows);

  const widths = channelWidths(columnsOf.flat(), picture.arrows);
  const boxes: Rectangle[] = [];
  const columns: Column[] = [];
  const rectangles: Rectangle[] = [];
  const top = size.margin + size.title + size.laneHead;
  let x = size.margin;
  for (const own of columnsOf) {
    const left = x;
    x += size.lanePad;
    own.forEach((column, index) => {
      if (index > 0) x += widths[columns.length] ?? 0;
      const placed = column.map((box): Rectangle => {
        const height = heights[box] ?? 0;
        return {x, y: Math.round(top + (centers[box] ?? 0) - height / 2), width: boxWidth, height};
      });
      column.forEach((box, row) => (boxes[box] = placed[row] ?? {x, y: top, width: boxWidth, height: 0}));
      columns.push({x, width: boxWidth, boxes: placed});
      x += boxWidth;
    });
    if (own.length === 0) x += boxWidth;
    x += size.lanePad;
    rectangles.push({x: left, y: size.margin + size.title, width: x - left, height: 0});
    x += size.laneGap;
  }
  const bottom = boxes.reduce((lowest, {y, height}) => Math.max(lowest, y + height), top + 40);
  for (const lane of rectangles) lane.height = bottom + size.lanePad - lane.y;
  return {
    width: Math.max(size.narrowest, x - size.laneGap + size.margin),
    height: bottom + size.lanePad + size.margin,
    lanes: rectangles,
    boxes,
    arrows: route(picture, boxes, columns),
  };
}

function orderedRanks(picture: Picture, lane: number): number[][] {
  const members = picture.boxes.flatMap((box, index) => (box.lane === lane ? [index] : []));
  return ranksOf(members, picture.arrows);
}

/** How tall a column may grow: so that the whole is about as wide as a screen. */
function columnHeight(heights: number[]): number {
  const area = heights.reduce((sum, height) => sum + (boxWidth + size.channel) * (height + size.boxGap), 0);
  return Math.max(size.lowestColumn, Math.sqrt(area / size.aspect));
}

/** The width of the channel before each column: the more arrows in it, the wider, so that none has to be steep. */
function channelWidths(columns: number[][], arrows: PictureArrow[]): number[] {
  const column: number[] = [];
  columns.forEach((boxes, index) => boxes.forEach((box) => (column[box] = index)));
  const starting = columns.map(() => 0);
  for (const {from, to} of arrows) {
    const [a, b] = [column[from] ?? 0, column[to] ?? 0].sort((one, other) => one - other) as [number, number];
    for (let index = a + 1; index <= b; index++) starting[index] = (starting[index] ?? 0) + 1;
  }
  return starting.map((count) => size.channel + Math.min(size.channel, Math.round(4 * Math.sqrt(count))));
}

function route({boxes: drawn, arrows}: Picture, boxes: Rectangle[], columns: Column[]): Point[][] {
  const columnOf = new Map(columns.flatMap(({boxes: own}, index) => own.map((box) => [box, index] as const)));
  return arrows.map(({from, fromStep, to, toStep, reason}) => {
    const [source, target] = [boxes[from], boxes[to]];
    const [drawnSource, drawnTarget] = [drawn[from], drawn[to]];
    if (!source || !target || !drawnSource || !drawnTarget) return [];
    return routeArrow(columns, {
      from: source,
      to: target,
      fromColumn: columnOf.get(source) ?? 0,
      toColumn: columnOf.get(target) ?? 0,
      fromY: source.y + anchorY(drawnSource, fromStep),
      toY: target.y + anchorY(drawnTarget, toStep),
      ignored: isIgnored(reason),
    });
  });
}
