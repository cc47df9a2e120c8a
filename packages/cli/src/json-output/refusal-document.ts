import type {RelatedLocation, Severity} from '@kflow/core';

/** What `kflow validate --json` prints, and any command that is refused for bad input. */
export interface RefusalDocument {
  /** Whether there is no error among the diagnostics. */
  valid: boolean;
  /** Every problem, in the order in which they were found. */
  diagnostics: JsonDiagnostic[];
}

/** One problem of the user's input. */
export interface JsonDiagnostic {
  /** `KFnnn`, as in docs/diagnostics.md. */
  code: string;
  severity: Severity;
  /** What is wrong. */
  message: string;
  /** What to do about it. */
  hint?: string;
  /** Where it stands; absent for what stands in no file, such as a flag. */
  at?: Place;
  /** Other places that matter, such as the first of two things of the same name. */
  related?: RelatedLocation[];
}

/** A place in a file. */
export interface Place {
  /** Absolute path. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
}
