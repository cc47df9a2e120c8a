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

/** A workload's changes are shown at most this often, in seconds; that it is ready or failed, always. */
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
  /** Seconds into the wait at which a workload was last shown, by resource and workload. */
  private readonly shown = new Map<string, number>();
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
    if (event.type === 'run.started') this.run = event;
    if (event.type === 'workload.progress' || (event.type === 'resource.waiting' && event.workloads.length > 0)) {
      this.waited.add(event.resource);
    }
    if (this.run?.dryRun) this.script.event(event);
    const lines = this.render(event);
    for (const line of lines) this.terminal.err.line(line);
    if (lines.length > 0) this.lastLine = Date.parse(event.at);
  };

  tick(now: number): void {
    if (!this.run || now - this.lastLine < silence * 1000) return;
    const all = this.ongoing.list(now);
    if (all.length === 0) return;
    this.lastLine = now;
    const {colors, line} = this.terminal.err;
    for (const {id, waitsFor, seconds} of all.slice(0, named)) {
      line(this.mark('waiting', id, `${waitsFor} ${colors.dim(`(${formatSeconds(seconds)})`)}`));
    }
    if (all.length > named) line(`    and ${all.length - named} more`);
  }

  interrupted(request: 1 | 2): void {
    const {colors, line} = this.terminal.err;
    const running = [...this.ongoing.steps.keys(), ...this.ongoing.waits.keys()];
    const what =
      running.length === 0 ? 'nothing' : running.slice(0, named).join(', ') + (running.length > named ? ' ...' : '');
    line(
      colors.yellow(
        request === 1
          ? `stopping: nothing new is started; waiting for ${what}. Press Ctrl-C again to end ${running.length === 1 ? 'it' : 'them'}.`
          : `ending ${what}`,
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
        return this.throttled(event.step, event.step, event.message, event.seconds);
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
        return [this.mark('succeeded', event.resource, `${event.for} after ${formatSeconds(event.seconds)}`)];
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

  private command({command, ran}: StepCommand): string[] {
    if (!this.options.verbose || !ran) return [];
    return indent(`${this.terminal.err.colors.dim('$')} ${command}`);
  }

  private output({step, stream, text}: StepOutput): string[] {
    const {colors} = this.terminal.err;
    if (stream === 'warn') return [`  ${colors.yellow(`${this.terminal.symbols.warning} ${step}:`)} ${text}`];
    if (stream === 'log') return [`    ${colors.dim(`${step}:`)} ${text}`];
    return this.options.verbose ? indent(`${colors.dim(this.terminal.symbols.bar)} ${text}`) : [];
  }

  private progress({resource, progress, seconds}: WorkloadProgressed): string[] {
    const {workload, state, message} = progress;
    // The resource's own line tells the end of a single workload's rollout.
    const single = (this.ongoing.waits.get(resource)?.workloads.length ?? 1) <= 1;
    const key = `${resource} ${progressKey(progress)}`;
    if (state !== 'progressing' && (single || state === 'failed')) return [];
    if (state === 'ready' && !this.shown.has(key)) {
      this.shown.set(key, seconds);
      return [];
    }
    return this.throttled(key, resource, `${workload} ${message}`, state === 'ready' ? Infinity : seconds);
  }

  private throttled(key: string, id: string, message: string, seconds: number): string[] {
    const last = this.shown.get(key);
    if (last !== undefined && seconds - last < progressEvery) return [];
    this.shown.set(key, seconds);
    const after =
      Number.isFinite(seconds) && seconds >= 1 ? ` ${this.terminal.err.colors.dim(`(${formatSeconds(seconds)})`)}` : '';
    return [this.mark('waiting', id, message + after)];
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

function indent(text: string): string[] {
  return text.split('\n').map((line) => `    ${line}`);
}
