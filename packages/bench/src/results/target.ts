import type {Results} from './results.js';

/** Something that must hold. Its figure is a ratio where it can be, so that it means the same on every machine. */
export interface Target {
  subject: string;
  /** What has to be so, such as `at least 8x faster than kflow-py`. */
  text: string;
  bound: number;
  isMost: boolean;
  unit: 'x' | 's' | 'MB' | 'a resource';
  /** The measured value; undefined when the cases that it takes were not measured. */
  figure(results: Results): number | undefined;
}

/** Whether it holds; undefined when it was not measured. */
export function isHeld({bound, isMost}: Target, figure: number | undefined): boolean | undefined {
  if (figure === undefined) return undefined;
  return isMost ? figure <= bound : figure >= bound;
}
