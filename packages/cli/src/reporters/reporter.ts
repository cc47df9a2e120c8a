import type {EventSink} from '@kflow/exec';

/** Shows a run: a function of its events. */
export interface Reporter {
  event: EventSink;
  /** The user asked to stop: once (1) new work stops, twice (2) what runs is ended. */
  interrupted(request: 1 | 2): void;
  /** Called every second with the time in milliseconds since the epoch, so that a long silence can be broken. */
  tick(now: number): void;
}
