import {criticalPath, slowestSpans, spanSeconds, Timeline} from '@kflow/exec';
import type {CriticalPart, KflowEvent, RunFinished, RunStarted, Span} from '@kflow/exec';
import type {Plan} from '@kflow/core';
import {formatSeconds} from '../terminal/duration.js';
import type {Colors} from '../terminal/terminal.js';

/** Runs that are shorter, in seconds, or have no more steps than this are over before anybody asks what took so long. */
const shortRun = 5;
const fewSteps = 3;
/** How many of the slowest are named, and from how many seconds on. */
const slowest = {most: 3, atLeast: 1};
/** Links of the critical path that get a line: those that took at least this part of the run, and not more than so many. */
const notable = 0.03;
const mostLinks = 8;

/** What took so long: the slowest steps and waits, and the critical path, for the end of a run that went well. */
export class TimingSummary {
  private readonly timeline = new Timeline();
  private started?: RunStarted;
  private finished?: RunFinished;

  constructor(private readonly plan: Plan | undefined) {}

  add(event: KflowEvent): void {
    this.timeline.add(event);
    if (event.type === 'run.started') this.started = event;
    if (event.type === 'run.finished') this.finished = event;
  }

  /** The lines; none for a short run, or for one that failed, whose failure is what matters. */
  lines(colors: Colors): string[] {
    const {started, finished, plan} = this;
    if (!plan || !started || finished?.outcome !== 'succeeded') return [];
    if (finished.seconds < shortRun || started.steps <= fewSteps) return [];
    const slow = slowestSpans(this.timeline.spans, slowest);
    const path = criticalPath(plan, this.timeline.spans, Date.parse(started.at));
    return [
      ...(slow.length > 0
        ? [
            `  ${colors.bold('slowest')} ${slow.map((span) => `${spanName(span)} ${formatSeconds(spanSeconds(span))}`).join(', ')}`,
          ]
        : []),
      ...pathLines(path, finished.seconds, colors),
    ];
  }
}

function pathLines(path: readonly CriticalPart[], runSeconds: number, colors: Colors): string[] {
  const shown = new Set(
    path
      .filter(({seconds}) => seconds >= runSeconds * notable)
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, mostLinks),
  );
  if (shown.size === 0) return [];
  const rows = path.filter((part) => shown.has(part)).map((part) => ({name: spanName(part), seconds: part.seconds}));
  const others = path.filter((part) => !shown.has(part));
  if (others.length > 0) rows.push({name: `${others.length} shorter`, seconds: sum(others, 'seconds')});
  const idle = sum(path, 'idle');
  if (idle >= runSeconds * notable) rows.push({name: 'between them', seconds: idle});
  const width = Math.max(...rows.map(({name}) => name.length));
  const total = formatSeconds(sum(path, 'seconds'));
  return [
    `  ${colors.bold('critical path')} ${colors.dim(`(what to shorten to make it faster; ${total} of ${formatSeconds(runSeconds)})`)}`,
    ...rows.map(({name, seconds}) => `    ${name.padEnd(width)}  ${formatSeconds(seconds)}`),
  ];
}

function sum(parts: readonly CriticalPart[], key: 'seconds' | 'idle'): number {
  return parts.reduce((total, part) => total + part[key], 0);
}

/** `web.deploy`; a wait as `web ready` or `web gone`. */
function spanName({type, name}: Span): string {
  return type === 'step' ? name : `${name} ${type}`;
}
