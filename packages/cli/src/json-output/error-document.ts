import type {ErrorReport} from '@kflow/exec';

/** What a command prints under `--json` when it fails before, or without, a run of steps; nothing of it is the user's input. */
export interface ErrorDocument {
  error: ErrorReport;
}
