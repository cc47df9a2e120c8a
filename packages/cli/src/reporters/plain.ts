import type {KflowEvent, RunStarted, StepCommand, StepOutput, WorkloadProgressed} from '@kflow/exec';
import {hintLine, renderErrorDetails} from '../problems/render-error.js';
import type {ErrorReport} from '@kflow/exec';
import {count} from '../terminal/count.js';
import {formatSeconds} from '../terminal/duration.js';
import type {Terminal} from '../terminal/terminal.js';
import {summarizeChanges} from './change-summary.js';
import {DryRunScript} from './dry-run-script.js';
import {Ongoing, progressKey} from './ongoing.js';
import type {Reporter} from './reporter.js';
import {renderSummary} from './summary.js';

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
  /** When each thing that is waited for was last shown, in milliseconds since the epoch. */
  private readonly shown = new Map<string, number>();
  /** Lines that came too soon after the last one of the same thing; only the newest counts. */
  private readonly held = new Map<string, string>();
  private run?: RunStarted;
  /** Resources that had something to wait for: the others become ready in silence. */
  private readonly waited = new Set<string>();
  /** When something was last printed, in milliseconds since the epoch. */
  private lastLine = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly options: {
      verbose: boolean;
      /** Columns for ids, so that what follows them lines up. */
      width: number;
    },
  ) {
    this.script = new DryRunScript((line) => terminal.out.line(line));
  }

  event = (event: KflowEvent): void => {
    this.ongoing.update(event);
    this.forget(event);
    if (event.type === 'run.started') this.run = event;
    if (event.type === 'workload.progress' || (event.type === 'resource.waiting' && event.workloads.length > 0)) {
      this.waited.add(event.resource);
    }
    if (this.run?.dryRun) this.script.event(event);
    const lines = this.render(event);
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
    for (const {id, waitsFor, seconds} of all.slice(0, named)) this.print(this.waiting(id, waitsFor, seconds), now);
    if (all.length > named) this.print(`    and ${all.length - named} more`, now);
  }

  interrupted(request: 1 | 2): void {
    const {colors, line} = this.terminal.err;
    // Waits end at once; steps are allowed to.
    const running = [...this.ongoing.steps.keys()];
    const names = running.slice(0, named).join(', ') + (running.length > named ? ' ...' : '');
    const rest = `; waiting for ${names} to end. Press Ctrl-C again to end ${running.length === 1 ? 'it' : 'them'} now.`;
    line(
      colors.yellow(
        request === 2 ? `ending ${names}` : `stopping: nothing new is started${running.length > 0 ? rest : ''}`,
      ),
    );
  }

  private render(event: KflowEvent): string[] {
    const {colors} = this.terminal.err;
    const dryRun = this.run?.dryRun === true;
    switch (event.type) {
      case 'run.started':
        return [this.header(event)];
      case 'phase.started': {
        if (dryRun) return [];
        const description = event.description
          ? colors.dim(` ${this.terminal.symbols.separator} ${event.description}`)
          : '';
        return ['', `${colors.bold(`[${event.index}/${event.of}] ${event.phase}`)}${description}`];
      }
      case 'step.started':
        return dryRun ? [] : [this.mark('started', event.step, colors.dim(event.summary))];
      case 'step.command':
        return this.command(event);
      case 'step.output':
        return this.output(event);
      case 'step.waiting':
        return this.throttled(event.step, this.waiting(event.step, event.message, event.seconds), event.at);
      case 'step.succeeded':
        return dryRun
          ? []
          : [this.mark('succeeded', event.step, join(formatSeconds(event.seconds), summarizeChanges(event.changes)))];
      case 'step.failed':
        return this.failure(event.step, event.error, event.seconds);
      case 'workload.progress':
        return dryRun ? [] : this.progress(event);
      case 'resource.ready':
        if (dryRun || !this.waited.has(event.resource)) return [];
        return [
          this.mark(
            'succeeded',
            event.resource,
            event.seconds < 0.05 ? event.for : `${event.for} after ${formatSeconds(event.seconds)}`,
          ),
        ];
      case 'resource.failed':
        return this.failure(event.resource, event.error, event.seconds);
      case 'warning': {
        const of = event.step ?? event.resource;
        return [
          `${of ? '  ' : ''}${colors.yellow(`${this.terminal.symbols.warning} ${of ? `${of}:` : 'warning:'}`)} ${event.message}`,
          ...hintLine(event.hint, colors).map((line) => `    ${line}`),
        ];
      }
      case 'run.finished':
        return [
          '',
          ...renderSummary(event, {
            operation: this.run?.operation ?? 'run',
            dryRun,
            commands: this.script.commands,
            colors,
            symbols: this.terminal.symbols,
          }),
        ];
      // The summary lists what was skipped; that a phase ended shows in what follows.
      case 'step.skipped':
      case 'phase.finished':
      case 'resource.waiting':
        return [];
    }
  }

  private header(event: RunStarted): string {
    const {colors} = this.terminal.err;
    const cluster = event.cluster ? ` (cluster ${event.cluster.slice(0, 8)})` : '';
    return [
      colors.bold(event.dryRun ? `dry run of ${event.operation}` : event.operation),
      event.context ? `context ${colors.bold(event.context)}${cluster}` : 'no context',
      `${count(event.resources, 'resource')}, ${count(event.steps, 'step')}, ${count(event.phases.length, 'phase')}`,
    ].join(` ${this.terminal.symbols.separator} `);
  }

  private command({step, command, ran}: StepCommand): string[] {
    if (!this.options.verbose || !ran) return [];
    return this.detail(step, `${this.terminal.err.colors.dim('$')} ${command}`);
  }

  private output({step, stream, text}: StepOutput): string[] {
    const {colors} = this.terminal.err;
    if (stream === 'warn') return [`  ${colors.yellow(`${this.terminal.symbols.warning} ${step}:`)} ${text}`];
    if (stream === 'log') return this.detail(step, text);
    return this.options.verbose ? this.detail(step, `${colors.dim(this.terminal.symbols.bar)} ${text}`) : [];
  }

  /** Lines below a step; each names it, since several run at once. */
  private detail(step: string | undefined, text: string): string[] {
    const prefix =
      step === undefined ? '    ' : `    ${this.terminal.err.colors.dim(step.padEnd(this.options.width))}  `;
    return text.split('\n').map((line) => prefix + line);
  }

  private progress({resource, progress, seconds, at}: WorkloadProgressed): string[] {
    const {workload, state, message} = progress;
    const key = `${resource} ${progressKey(progress)}`;
    if (state === 'progressing')
      return this.throttled(key, this.waiting(resource, `${workload} ${message}`, seconds), at);
    // The resource's own line tells of a failure, and of the end when this was the last one: a ready workload is only shown by
    // itself when the resource goes on waiting for others.
    this.held.delete(key);
    if (state === 'ready' && this.shown.has(key))
      this.held.set(key, this.waiting(resource, `${workload} ${message}`, seconds));
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

  private waiting(id: string, message: string, seconds: number): string {
    const after = seconds < 1 ? '' : ` ${this.terminal.err.colors.dim(`(${formatSeconds(seconds)})`)}`;
    return this.mark('waiting', id, message + after);
  }

  private print(line: string, now: number): void {
    this.terminal.err.line(line);
    this.lastLine = now;
  }

  private failure(id: string, error: ErrorReport, seconds: number): string[] {
    const {colors} = this.terminal.err;
    const [first = '', ...more] = error.message.split('\n');
    return [
      this.mark('failed', id, `${formatSeconds(seconds)}  ${colors.red(`${error.code}: ${first}`)}`),
      ...[...more, ...renderErrorDetails(error, colors, this.terminal.symbols.bar)].map((line) => `      ${line}`),
    ];
  }

  private mark(symbol: 'started' | 'succeeded' | 'failed' | 'waiting', id: string, text: string): string {
    const {colors} = this.terminal.err;
    const paint = {started: colors.dim, succeeded: colors.green, failed: colors.red, waiting: colors.dim}[symbol];
    return `  ${paint(this.terminal.symbols[symbol])} ${id.padEnd(this.options.width)}  ${text}`.trimEnd();
  }
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}
