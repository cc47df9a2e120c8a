/**
 * What the scheduler runs. Steps are tasks with `slot: true`, but for those that only wait; a wait for a resource's
 * rollout is a task with `slot: false`, after all of the resource's steps. The scheduler knows nothing else of either.
 */
export interface Task {
  /** Unique. */
  id: string;
  /** Index of its phase: all tasks of a phase, waits included, end before any of the next starts. */
  phase: number;
  /** Ids of tasks of the same phase (or of earlier ones, which are over) that must have succeeded. */
  after: readonly string[];
  /** Whether it occupies one of the `--concurrency` slots while it runs. */
  slot: boolean;
  /** Expected length, for the longest-remaining-path priority. Default 1; any unit, as long as it is one. */
  weight?: number;
  /**
   * Tasks of one phase with the same text may begin together in one slot, when they are ready together. Only for those with `slot`; default:
   * it has its slot for itself.
   */
  share?: string;
  /** Resolves when done; a rejection is its failure. */
  run(signal: AbortSignal, bunch: Bunch): Promise<void>;
}

/** Tasks that began together in one slot, which is free again when all of them have ended. The same object for each of them. */
export interface Bunch {
  /** Their ids, in the order in which they began. */
  readonly ids: readonly string[];
}

/** How a task ended. */
export type TaskOutcome =
  {status: 'succeeded'} | {status: 'failed'; error: unknown} | {status: 'skipped'; reason: SkipReason};

/** Why a task never started. */
export type SkipReason = {type: 'dependency'; id: string} | {type: 'stopped'; id: string} | {type: 'interrupted'};

/** What the scheduler tells while it runs. */
export interface ScheduleObserver {
  phaseStarted?(phase: number): void;
  phaseFinished?(phase: number, failed: boolean): void;
  taskStarted?(id: string): void;
  taskFinished?(id: string, outcome: TaskOutcome): void;
}

/** How to run tasks. */
export interface ScheduleOptions {
  /** Slots for tasks that take one. Default 8. */
  concurrency?: number;
  /** Over how many slots tasks that share them are spread when they are ready together. Default: all that are free. */
  spread?: number;
  /**
   * Resolves after so many milliseconds. With it, a task that could share a slot waits a moment for others while `spread` slots of its sort have only
   * just begun (see ShareGate).
   */
  pause?(milliseconds: number): Promise<void>;
  /** After a failure go on, inside the phase, with what does not depend on it. Default false. */
  keepGoing?: boolean;
  /** Aborting stops new tasks; running ones get the signal that `run` was given only through `kill`. */
  signal?: AbortSignal;
  /** Aborting also aborts the signal of every running task. */
  kill?: AbortSignal;
  /**
   * How long tasks have to end by themselves after `kill`. When it resolves (or rejects), whatever still runs is given up and
   * counts as failed with the reason of `kill`, so that a task that never settles cannot hold up the run.
   * Default: one turn of the event loop; pass e.g. `() => clock.sleep(10_000)` to let processes end.
   */
  grace?(): Promise<void>;
  observer?: ScheduleObserver;
}
