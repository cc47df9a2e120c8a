import type {Clock} from '../ports/clock.js';
import type {EventBody, EventSink, KflowEvent} from './event.js';

/**
 * Gives events their time and hands them to sinks, in the order in which they were emitted. A sink that throws (or returns a
 * promise that rejects) can neither end a run nor starve the others: it gets no more events, and the others are warned once.
 *
 * @internal
 */
export class Emitter {
  private readonly sinks: Set<EventSink>;
  private readonly backlog: KflowEvent[] = [];
  private delivering = false;
  /** What sinks threw, first one first. */
  readonly faults: unknown[] = [];

  constructor(
    private readonly clock: Clock,
    ...sinks: (EventSink | undefined)[]
  ) {
    this.sinks = new Set(sinks.filter((sink) => sink !== undefined));
  }

  /** Bound, so that it can be handed on by itself. Never throws. */
  readonly emit = (body: EventBody): void => {
    const at = new Date(this.clock.now()).toISOString();
    this.backlog.push({
      ...body,
      ...('seconds' in body ? {seconds: toMilliseconds(body.seconds)} : {}),
      at,
    } as KflowEvent);
    // A sink that emits must not make the sinks after it see the second event before the first.
    if (this.delivering) return;
    this.delivering = true;
    for (let event = this.backlog.shift(); event; event = this.backlog.shift()) {
      for (const sink of [...this.sinks]) this.deliver(sink, event);
    }
    this.delivering = false;
  };

  private deliver(sink: EventSink, event: KflowEvent): void {
    try {
      const returned: unknown = sink(event);
      if (returned instanceof Promise) returned.catch((error: unknown) => this.drop(sink, error));
    } catch (error) {
      this.drop(sink, error);
    }
  }

  private drop(sink: EventSink, error: unknown): void {
    if (!this.sinks.delete(sink)) return;
    this.faults.push(error);
    const reason = error instanceof Error ? error.message : String(error);
    this.emit({type: 'warning', message: `a listener of events failed and gets no more of them: ${reason}`});
  }
}

/** A clock tells more digits than mean anything. */
function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
