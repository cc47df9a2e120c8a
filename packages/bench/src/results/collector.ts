import type {Counts, Measurement} from '../measure/measurement.js';
import type {Measure} from './results.js';

/** Gathers what is measured, by operation and peer, in the order in which they first come. */
export class Collector {
  private readonly found = new Map<string, Measure>();

  /** Adds a run. */
  run(operation: string, peer: string, measurement: Measurement): void {
    this.of(operation, peer).runs.push(measurement);
  }

  /** Adds what was counted. */
  count(operation: string, peer: string, counts: Counts): void {
    this.of(operation, peer).counts = counts;
  }

  /** Notes that it could not be done. */
  failed(operation: string, peer: string, failure: string): void {
    this.of(operation, peer).failure ??= failure;
  }

  get measures(): Measure[] {
    return [...this.found.values()];
  }

  private of(operation: string, peer: string): Measure {
    const key = `${operation} ${peer}`;
    const known = this.found.get(key) ?? {operation, peer, runs: []};
    this.found.set(key, known);
    return known;
  }
}
