import type {RunnerPackage} from './make-runner-package.js';

/** What `kflow init --runner --json` prints. Paths are absolute. */
export interface RunnerPackageReport {
  dir: string;
  /** False under `--dry-run`. */
  written: boolean;
  /** `text` under `--dry-run` only. */
  files: {path: string; text?: string}[];
  /** The npm package's name. */
  package: string;
  /** The runner's class. */
  class: string;
}

/** The report on a package. */
export function runnerPackageReport(made: RunnerPackage, written: boolean): RunnerPackageReport {
  return {
    dir: made.dir,
    written,
    files: made.files.map(({path, text}) => (written ? {path} : {path, text})),
    package: made.name,
    class: made.class,
  };
}
