import type {KflowEvent, RunStarted, WorkloadProgressed} from '@kflow/exec';
import type {Terminal} from '../terminal/terminal.js';
import {DryRunScript} from './dry-run-script.js';
import {interruptionText} from './interruption-text.js';
import {Ongoing, progressKey} from './ongoing.js';
import type {Reporter} from './reporter.js';
import {Transcript} from './transcript.js';
import type {TranscriptOptions} from './transcript.js';

/** Changes of one workload are shown at most this often, in seconds; that it is ready or failed, always. */
const progressEvery = 3;
/** A silence this long, in seconds, is broken with what is being waited for. */
const silence = 10;
/** So many of the things that are being waited for are named. */
const named = 5;

/**
 * A run as lines of text that are never taken back, for pipes, logs and terminals alike: progress on stderr, and on stdout nothing but,
 * in a dry run, the commands.
 */
export class PlainReporter implements Reporter {
  private readonly ongoing = new Ongoing();
  private readonly script: DryRunScript;
  private readonly transcript: Transcript;
  readonly tickEvery = 1000;
  /** When each thing that is waited for was last shown, in milliseconds since the epoch. */
  private readonly shown = new Map<string, number>();
  /** Lines that came too soon after the last one of the same thing; only the newest counts. */
  private readonly held = new Map<string, string>();
  private run?: RunStarted;
  /** When something was last printed, in milliseconds since the epoch. */
  private lastLine = 0;

  constructor(
    private readonly terminal: Terminal,
    options: TranscriptOptions,
  ) {
    this.transcript = new Transcript(terminal, options);
    this.script = new DryRunScript((line) => terminal.out.line(line));
  }

  event = (event: KflowEvent): void => {
    this.ongoing.update(event);
    this.forget(event);
    if (event.type === 'run.started') this.run = event;
    if (this.run?.dryRun) this.script.event(event);
    const lines = [...this.transcript.lines(event, this.script.commands), ...this.passing(event)];
    for (const line of lines) this.print(line, Date.parse(event.at));
  };

  tick(now: number): void {
    if (!this.run) return;
    for (const [key, line] of this.held) {
      if (now - (this.shown.get(key) ?? 0) < progressEvery * 1000) continue;
      this.print(line, now);
      this.shown.set(key, now);
      this.held.delete(key);
    }
    if (now - this.lastLine < silence * 1000) return;
    const all = this.ongoing.list(now);
    for (const {id, waitsFor, seconds} of all.slice(0, named))
      this.print(this.transcript.waiting(id, waitsFor, seconds), now);
    if (all.length > named) this.print(`    and ${all.length - named} more`, now);
  }

  interrupted(request: 1 | 2): void {
    const {colors, line} = this.terminal.err;
    line(colors.yellow(interruptionText(request, [...this.ongoing.steps.keys()])));
  }

  close(): void {}

  /** Lines about what is on its way. */
  private passing(event: KflowEvent): string[] {
    if (this.run?.dryRun) return [];
    switch (event.type) {
      case 'step.started':
        return [this.transcript.mark('started', event.step, this.terminal.err.colors.dim(event.summary))];
      case 'step.waiting':
        return this.throttled(event.step, this.transcript.waiting(event.step, event.message, event.seconds), event.at);
      case 'workload.progress':
        return this.progress(event);
      default:
        return [];
    }
  }

  private progress({resource, progress, seconds, at}: WorkloadProgressed): string[] {
    const {workload, state, message} = progress;
    const key = `${resource} ${progressKey(progress)}`;
    if (state === 'progressing')
      return this.throttled(key, this.transcript.waiting(resource, `${workload} ${message}`, seconds), at);
    // The resource's own line tells of a failure, and of the end when this was the last one: a ready workload is only shown by
    // itself when the resource goes on waiting for others.
    this.held.delete(key);
    if (state === 'ready' && this.shown.has(key))
      this.held.set(key, this.transcript.waiting(resource, `${workload} ${message}`, seconds));
    return [];
  }

  /** A line about something that changes often: held back when the last one was a moment ago. */
  private throttled(key: string, line: string, at: string): string[] {
    const now = Date.parse(at);
    if (now - (this.shown.get(key) ?? 0) < progressEvery * 1000) {
      this.held.set(key, line);
      return [];
    }
    this.held.delete(key);
    this.shown.set(key, now);
    return [line];
  }

  /** Drops held lines about what is over. */
  private forget(event: KflowEvent): void {
    if (event.type === 'step.succeeded' || event.type === 'step.failed') this.held.delete(event.step);
    if (event.type !== 'resource.ready' && event.type !== 'resource.failed') return;
    for (const key of this.held.keys()) if (key.startsWith(`${event.resource} `)) this.held.delete(key);
  }

  private print(line: string, now: number): void {
    this.terminal.err.line(line);
    this.lastLine = now;
  }
}
