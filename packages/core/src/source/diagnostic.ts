/** How bad a diagnostic is: an `error` refuses the project (exit 2), a `warning` never changes an exit code unless asked to. */
export type Severity = 'error' | 'warning';

/** A place in a text file. `line` and `column` count from 1; `text` is the offending source text, at most one line. */
export interface Location {
  /** Absolute path, as the FileReader knows it. */
  file: string;
  line: number;
  column: number;
  text?: string;
}

/** Another place that matters to a diagnostic, such as the first definition of a duplicate name. */
export interface RelatedLocation {
  message: string;
  at: Location;
}

/**
 * One problem of the user's input. Loading never throws for the user's mistakes: it returns all of these at once.
 * Codes are stable and documented in docs/diagnostics.md: `KF1xx` syntax, `KF2xx` schema, `KF3xx` references and names,
 * `KF4xx` the graph, `KF5xx` files, `KF6xx` runners and plugins.
 */
export interface Diagnostic {
  code: string;
  severity: Severity;
  /** What is wrong, in one sentence without a trailing full stop. */
  message: string;
  /** What to do about it, e.g. ``did you mean `dependsOn`?``. */
  hint?: string;
  at?: Location;
  related?: RelatedLocation[];
}
