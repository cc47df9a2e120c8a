import type {Comparison} from './compare.js';

/** A line for each ratio: `held` or `worse`. */
export function renderCheck(comparisons: readonly Comparison[]): string[] {
  return comparisons.map(({case: name, operation, by, before, now, isWorse}) => {
    const what = by === 'processes' ? 'processes' : `CPU over that of ${by}`;
    const verdict = isWorse ? 'worse' : 'held ';
    return `${verdict}  ${name}, ${operation}: ${what} ${number(before)} before, ${number(now)} now`;
  });
}

const number = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));
