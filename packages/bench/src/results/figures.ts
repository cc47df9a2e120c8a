import {median} from '../measure/median.js';
import type {Measurement} from '../measure/measurement.js';
import type {CaseResult, Measure, Results} from './results.js';

/** The measure of one operation by one peer; undefined when there is none. */
export function measureOf(found: CaseResult | undefined, operation: string, peer: string): Measure | undefined {
  return found?.measures.find((each) => each.operation === operation && each.peer === peer);
}

/** The median of one figure over the runs that have it; undefined when there are none. */
export function medianOf(measure: Measure | undefined, figure: keyof Measurement): number | undefined {
  const figures = measure?.runs.map((run) => run[figure]).filter((each) => each !== undefined) ?? [];
  return figures.length === 0 ? undefined : median(figures);
}

/** The median wall-clock time of an operation by a peer in a case, in milliseconds. */
export function wallOf(results: Results, name: string, operation: string, peer: string): number | undefined {
  return medianOf(measureOf(results[name], operation, peer), 'wallMs');
}

/** The median processor time. */
export function cpuOf(results: Results, name: string, operation: string, peer: string): number | undefined {
  return medianOf(measureOf(results[name], operation, peer), 'cpuMs');
}

/** One by the other; undefined when either is. */
export function ratio(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one / other;
}
