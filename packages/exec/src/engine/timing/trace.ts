import type {KflowEvent} from '../event.js';

/**
 * A run in the Chrome trace format, for a browser (`about:tracing`, ui.perfetto.dev).
 * Source: the Trace Event Format (docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU).
 */
export interface TraceDocument {
  displayTimeUnit: 'ms';
  traceEvents: TraceEvent[];
}

/** One bar (`X`), one moment (`i`), or what a lane or a group of lanes is called (`M`). */
export interface TraceEvent {
  ph: 'X' | 'i' | 'M';
  name: string;
  cat?: string;
  /** Group of lanes: 1 what takes a slot, 2 waits. */
  pid: number;
  /** Lane, from 1. */
  tid: number;
  /** Microseconds since the epoch. */
  ts?: number;
  /** Microseconds. */
  dur?: number;
  /** Of a moment: it belongs to its lane. */
  s?: 't';
  args?: {[key: string]: unknown};
}

const [slots, waits] = [1, 2];

interface Bar {
  group: number;
  lane: number;
  start: number;
  args: {[key: string]: unknown};
}

/** Collects a run's events, one after the other, for its trace. */
export class TraceRecorder {
  private readonly open = new Map<string, Bar>();
  private readonly events: TraceEvent[] = [];
  /** Whether each lane is taken, by group. */
  private readonly lanes = new Map<number, boolean[]>([
    [slots, []],
    [waits, []],
  ]);

  /**
   * @param waitingKinds kinds of steps that take no slot
   */
  constructor(private readonly waitingKinds: ReadonlySet<string> = new Set(['wait', 'rolloutWait'])) {}

  /** Takes the events of one run, in their order. */
  add(event: KflowEvent): void {
    const now = Date.parse(event.at) * 1000;
    switch (event.type) {
      case 'step.started': {
        const {step, kind, namespace, summary} = event;
        const group = this.waitingKinds.has(kind) ? waits : slots;
        return this.begin(`step ${step}`, group, now, {kind, namespace, summary});
      }
      case 'step.command':
        return event.step === undefined ? undefined : this.moment(`step ${event.step}`, event.command, now);
      case 'step.succeeded':
        return this.end(`step ${event.step}`, event.step, 'step', now, {});
      case 'step.failed':
        return this.end(`step ${event.step}`, event.step, 'failed', now, {error: event.error.message});
      case 'resource.waiting':
        return this.begin(`wait ${event.resource}`, waits, now, {workloads: event.workloads});
      case 'resource.ready':
        return this.end(`wait ${event.resource}`, `${event.resource} ${event.for}`, 'wait', now, {});
      case 'resource.failed':
        return this.end(`wait ${event.resource}`, `${event.resource} ${event.for}`, 'failed', now, {
          error: event.error.message,
        });
      case 'run.finished':
        // What an interruption left without an end.
        for (const key of [...this.open.keys()]) this.end(key, key.replace(/^\w+ /, ''), 'interrupted', now, {});
    }
  }

  /** What was recorded so far. */
  get document(): TraceDocument {
    const names = [...this.lanes].flatMap(([pid, lanes]): TraceEvent[] => [
      {ph: 'M', name: 'process_name', pid, tid: 0, args: {name: pid === slots ? 'steps, a lane a slot' : 'waits'}},
      ...lanes.map((_, index): TraceEvent => ({
        ph: 'M',
        name: 'thread_name',
        pid,
        tid: index + 1,
        args: {name: `${pid === slots ? 'slot' : 'wait'} ${index + 1}`},
      })),
    ]);
    return {displayTimeUnit: 'ms', traceEvents: [...names, ...this.events]};
  }

  private begin(key: string, group: number, start: number, args: Bar['args']): void {
    // A destroy waits for a resource once for each of its steps; to the outside that is one wait.
    if (this.open.has(key)) return;
    const lanes = this.lanes.get(group)!;
    const free = lanes.indexOf(false);
    const lane = free < 0 ? lanes.length : free;
    lanes[lane] = true;
    this.open.set(key, {group, lane, start, args});
  }

  private moment(key: string, name: string, ts: number): void {
    const bar = this.open.get(key);
    if (bar) this.events.push({ph: 'i', name, cat: 'command', pid: bar.group, tid: bar.lane + 1, ts, s: 't'});
  }

  private end(key: string, name: string, cat: string, now: number, more: Bar['args']): void {
    const bar = this.open.get(key);
    if (!bar) return;
    this.open.delete(key);
    const {group, lane, start, args} = bar;
    this.lanes.get(group)![lane] = false;
    const event = {ph: 'X', name, cat, pid: group, tid: lane + 1, ts: start, dur: now - start} as const;
    this.events.push({...event, args: {...args, ...more}});
  }
}
