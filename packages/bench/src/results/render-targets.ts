import {table, times} from './format.js';
import type {Results} from './results.js';
import {isHeld, type Target} from './target.js';

/** The table of what must hold: measured, and whether it does. */
export function renderTargets(targets: readonly Target[], results: Results): string[] {
  const rows = targets.map((target) => {
    const figure = target.figure(results);
    const held = isHeld(target, figure);
    const verdict = held === undefined ? 'not measured' : held ? 'held' : '**not held**';
    return [target.subject, target.text, figure === undefined ? '' : withUnit(figure, target.unit), verdict];
  });
  return table(['measure', 'target', 'measured', ''], rows);
}

/** How many hold, of those that were measured. */
export function countHeld(targets: readonly Target[], results: Results): {held: number; measured: number} {
  const verdicts = targets.map((target) => isHeld(target, target.figure(results)));
  return {held: verdicts.filter((each) => each).length, measured: verdicts.filter((each) => each !== undefined).length};
}

function withUnit(figure: number, unit: Target['unit']): string {
  if (unit === 'x') return times(figure);
  return `${figure.toFixed(unit === 'MB' ? 0 : 2)} ${unit}`;
}
