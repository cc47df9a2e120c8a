import type {EventSink} from '@kflow/exec';

/** Shows a run: a function of its events. */
export interface Reporter {
  event: EventSink;
  /** The user asked to stop: once (1) new work stops, twice (2) what runs is ended. */
  interrupted(request: 1 | 2): void;
  /** Milliseconds between ticks. */
  readonly tickEvery: number;
  /** Called that often with the time in milliseconds since the epoch, so that time shows and a long silence can be broken. */
  tick(now: number): void;
  /** Leaves the terminal as it was, with all that was to stay; nothing comes after it. More than once does no harm. */
  close(): void;
}
