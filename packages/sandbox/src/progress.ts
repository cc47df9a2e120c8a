/** What is being done: `go` fetches a Go toolchain, `download` modules, `compile` packages, `wait` is for another process. */
export type ProgressStage = 'wait' | 'go' | 'download' | 'compile' | 'start';

/** One step forward. */
export interface Progress {
  stage: ProgressStage;
  /** Units done so far: packages, modules, parts. */
  done: number;
  /** All units, 0 where that is not known beforehand. */
  total: number;
  /** A line for people, without the time it took so far. */
  message: string;
}

/** Called often, from a few times a second to once in many seconds; it must not throw. */
export type OnProgress = (progress: Progress) => void;
