import {cpuOf, measureOf, ratio} from '../results/figures.js';
import type {Measure, Results} from '../results/results.js';

/** How much worse than before is too much: machines differ, and so do days. */
const tolerance = 2;

/** One ratio, before and now. */
export interface Comparison {
  case: string;
  operation: string;
  /** What kflow is measured by, or `processes`. */
  by: string;
  before: number;
  now: number;
  isWorse: boolean;
}

/**
 * Compares what was measured now with what is committed, case by case: kflow's processor time by that of a peer which is everywhere (kubectl,
 * or a Node that does nothing), and how many processes it starts. Processor time, since kubectl's own rate limit makes its wall-clock time
 * the same on every machine. What one of the two lacks is left out.
 */
export function compare(committed: Results, now: Results): Comparison[] {
  return Object.entries(now).flatMap(([name, found]) =>
    found.measures
      .filter(({peer}) => peer === 'kflow')
      .flatMap(({operation}) => {
        const by = measureOf(found, operation, 'kubectl') === undefined ? 'node -e 0' : 'kubectl';
        const yardstick = by === 'kubectl' ? operation : 'nothing';
        const figure = (results: Results): number | undefined =>
          ratio(cpuOf(results, name, operation, 'kflow'), cpuOf(results, name, yardstick, by));
        const started = (results: Results): number | undefined =>
          (measureOf(results[name], operation, 'kflow') as Measure | undefined)?.counts?.processes;
        return [
          comparison(name, operation, by, figure(committed), figure(now)),
          comparison(name, operation, 'processes', started(committed), started(now)),
        ].filter((each) => each !== undefined);
      }),
  );
}

function comparison(
  name: string,
  operation: string,
  by: string,
  before: number | undefined,
  now: number | undefined,
): Comparison | undefined {
  if (before === undefined || now === undefined) return undefined;
  return {case: name, operation, by, before, now, isWorse: now > before * tolerance};
}
