import type {PictureBox} from '../picture.js';

/** The width of every box, in pixels. */
export const boxWidth = 228;

/** Distances, in pixels. */
export const size = {
  margin: 28,
  /** The picture's own heading. */
  title: 62,
  /** A lane's heading. */
  laneHead: 70,
  lanePad: 36,
  laneGap: 14,
  boxGap: 24,
  /** Between two columns, at least; at most twice that. */
  channel: 64,
  /** The upper part of a box: name and namespace. */
  boxHead: 46,
  boxFoot: 9,
  row: 18,
  /** Columns are not wrapped below this. */
  lowestColumn: 560,
  /** Width to height of the whole, about. */
  aspect: 1.9,
  narrowest: 460,
};

/** The lines of a box that are steps; a last one stands for all the others when there are more. */
const mostRows = 10;

/** How many steps of a box are shown, each in a line. */
export function shownSteps({steps}: PictureBox): number {
  return steps.length > mostRows ? mostRows - 1 : steps.length;
}

/** The height of a box. */
export function boxHeight(box: PictureBox): number {
  const rows = Math.min(box.steps.length, mostRows);
  return size.boxHead + (rows === 0 ? 0 : rows * size.row + size.boxFoot);
}

/** Where an arrow meets a box, from its upper edge: at the line of the step, else at the name. */
export function anchorY(box: PictureBox, step?: number): number {
  if (step === undefined) return Math.round(size.boxHead / 2);
  return size.boxHead + Math.min(step, mostRows - 1) * size.row + size.row / 2;
}
