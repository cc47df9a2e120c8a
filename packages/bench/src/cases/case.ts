import type {Bench} from '../bench.js';
import type {CaseResult} from '../results/results.js';

/** Something to measure, by itself. */
export interface Case {
  /** As in `--only`, and in the results. */
  name: string;
  /** A line for people. */
  title: string;
  /** Whether it is measured without `--all`. */
  isDefault: boolean;
  /** About how long it takes, with so many runs, in seconds on two cores. */
  seconds(runs: number): number;
  /** Whether it needs the sandbox. */
  needsCluster: boolean;
  run(bench: Bench): Promise<Pick<CaseResult, 'measures' | 'computed'>>;
}
