import type {Counts, Measurement} from '../measure/measurement.js';
import type {MissingPeer} from '../peers/peer.js';

/** How one peer did one thing. */
export interface Measure {
  /** Such as `apply`. */
  operation: string;
  peer: string;
  runs: Measurement[];
  /** Of a run apart. */
  counts?: Counts;
  /** Why it has no runs. */
  failure?: string;
}

/** One case, measured in one go. */
export interface CaseResult {
  /** When, ISO 8601, by the day. */
  date: string;
  machine: Machine;
  measures: Measure[];
  missing: readonly MissingPeer[];
  /** What was computed and not measured, such as `ideal`, in milliseconds. */
  computed?: {[name: string]: number};
}

/** Where it was measured. */
export interface Machine {
  cores: number;
  model: string;
  /** GiB. */
  memory: number;
  platform: string;
  /** By program. */
  versions: {[program: string]: string};
}

/** All cases by their names. */
export type Results = {[name: string]: CaseResult};
