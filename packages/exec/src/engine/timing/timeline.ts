import type {KflowEvent} from '../event.js';

/** One thing that took time in a run, from its beginning to its end. */
export interface Span {
  /** A step of the run, the wait until a resource was ready, or the wait until it was gone. */
  type: 'step' | 'ready' | 'gone';
  /** The step's id; for a wait the resource's name. */
  name: string;
  resource: string;
  /** Milliseconds since the epoch. */
  start: number;
  end: number;
}

/**
 * How long a span took, in seconds.
 *
 * @internal
 */
export function spanSeconds({start, end}: Pick<Span, 'start' | 'end'>): number {
  return Math.max(0, end - start) / 1000;
}

/** What took how long in a run, kept from its events. Holds a few words for each step and wait, however long the run is. */
export class Timeline {
  /** What ended, successfully or not, in the order in which it ended. */
  readonly spans: Span[] = [];
  private readonly open = new Map<string, number>();

  /** Takes the events of one run, in their order. */
  add(event: KflowEvent): void {
    switch (event.type) {
      case 'step.started':
        return this.begin(`step ${event.step}`, event.at);
      case 'resource.waiting':
        return this.begin(`${event.for} ${event.resource}`, event.at);
      case 'step.succeeded':
      case 'step.failed':
        return this.end('step', event.step, event);
      case 'resource.ready':
      case 'resource.failed':
        return this.end(event.for, event.resource, event);
    }
  }

  private begin(key: string, at: string): void {
    // A destroy waits for a resource once for each of its steps; to the outside that is one wait.
    if (!this.open.has(key)) this.open.set(key, Date.parse(at));
  }

  private end(
    type: Span['type'],
    name: string,
    {at, resource, seconds}: {at: string; resource: string; seconds: number},
  ) {
    const key = `${type} ${name}`;
    const end = Date.parse(at);
    const start = this.open.get(key) ?? end - Math.round(seconds * 1000);
    this.open.delete(key);
    this.spans.push({type, name, resource, start, end});
  }
}
