import type {ErrorReport, KflowEvent, RunStarted, StepCommand, StepOutput} from '@kflow/exec';
import type {Plan} from '@kflow/core';
import {hintLine, renderErrorDetails} from '../problems/render-error.js';
import {count} from '../terminal/count.js';
import {formatSeconds} from '../terminal/duration.js';
import type {Terminal} from '../terminal/terminal.js';
import {summarizeChanges} from './change-summary.js';
import {renderResumed} from './resume-summary.js';
import {renderSummary} from './summary.js';
import {TimingSummary} from './timing-summary.js';

/** How lines are laid out. */
export interface TranscriptOptions {
  verbose: boolean;
  /** Columns for ids, so that what follows them lines up. */
  width: number;
  /** Of the run: what the critical path follows. */
  plan?: Plan;
}

/** What a run leaves behind: the lines that are never taken back, whether beside them something moves (on a terminal) or nothing does. */
export class Transcript {
  private run?: RunStarted;
  private readonly timing: TimingSummary;
  /** Resources that had something to wait for: the others become ready in silence. */
  private readonly waited = new Set<string>();

  constructor(
    private readonly terminal: Terminal,
    private readonly options: TranscriptOptions,
  ) {
    this.timing = new TimingSummary(options.plan);
  }

  /**
   * The lines of an event; none for what will be over soon.
   *
   * @param commands how many commands a dry run printed so far
   */
  lines(event: KflowEvent, commands = 0): string[] {
    if (event.type === 'run.started') this.run = event;
    if (event.type === 'workload.progress' || (event.type === 'resource.waiting' && event.workloads.length > 0)) {
      this.waited.add(event.resource);
    }
    this.timing.add(event);
    const {colors} = this.terminal.err;
    const dryRun = this.run?.dryRun === true;
    switch (event.type) {
      case 'run.started':
        return [this.header(event)];
      case 'run.resumed':
        return renderResumed(event, colors);
      case 'phase.started': {
        if (dryRun) return [];
        const description = event.description
          ? colors.dim(` ${this.terminal.symbols.separator} ${event.description}`)
          : '';
        return ['', `${colors.bold(`[${event.index}/${event.of}] ${event.phase}`)}${description}`];
      }
      case 'step.command':
        return this.command(event);
      case 'step.output':
        return this.output(event);
      case 'step.succeeded':
        return dryRun
          ? []
          : [this.mark('succeeded', event.step, join(formatSeconds(event.seconds), summarizeChanges(event.changes)))];
      case 'step.failed':
        return this.failure(event.step, event.error, event.seconds);
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
          `${of ? '  ' : ''}${colors.yellow(`${this.terminal.symbols.warning} ${of ? `${of}:` : 'warning:'}`)} ${event.message.replaceAll('\n', '\n    ')}`,
          ...hintLine(event.hint, colors).map((line) => `    ${line}`),
        ];
      }
      case 'run.finished':
        return [
          '',
          ...renderSummary(event, {
            operation: this.run?.operation ?? 'run',
            dryRun,
            commands,
            colors,
            symbols: this.terminal.symbols,
          }),
          ...(dryRun ? [] : this.timing.lines(colors)),
        ];
      // The summary lists what was skipped; that a phase ended shows in what follows.
      case 'step.skipped':
      case 'phase.finished':
      case 'step.started':
      case 'step.waiting':
      case 'resource.waiting':
      case 'workload.progress':
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

  private command({step, command, ran, sharedBy}: StepCommand): string[] {
    // A process that several steps share is shown once.
    if (!this.options.verbose || !ran || (sharedBy && sharedBy[0] !== step)) return [];
    return this.detail(step, `${this.terminal.err.colors.dim('$')} ${command}`);
  }

  private output({step, stream, text}: StepOutput): string[] {
    const {colors} = this.terminal.err;
    if (stream === 'warn')
      return [`  ${colors.yellow(`${this.terminal.symbols.warning} ${step}:`)} ${text.replaceAll('\n', '\n    ')}`];
    if (stream === 'log') return this.detail(step, text);
    return this.options.verbose ? this.detail(step, `${colors.dim(this.terminal.symbols.bar)} ${text}`) : [];
  }

  /** Lines below a step; each names it, since several run at once. */
  private detail(step: string | undefined, text: string): string[] {
    const prefix =
      step === undefined ? '    ' : `    ${this.terminal.err.colors.dim(step.padEnd(this.options.width))}  `;
    return text.split('\n').map((line) => prefix + line);
  }

  /** A line about what something waits for. */
  waiting(id: string, message: string, seconds: number): string {
    const after = seconds < 1 ? '' : ` ${this.terminal.err.colors.dim(`(${formatSeconds(seconds)})`)}`;
    return this.mark('waiting', id, message.replaceAll('\n', ' ') + after);
  }

  private failure(id: string, error: ErrorReport, seconds: number): string[] {
    const {colors} = this.terminal.err;
    const [first = '', ...more] = error.message.split('\n');
    return [
      this.mark('failed', id, `${formatSeconds(seconds)}  ${colors.red(`${error.code}: ${first}`)}`),
      ...[...more, ...renderErrorDetails(error, colors, this.terminal.symbols.bar)].map((line) => `      ${line}`),
    ];
  }

  /** A line about a step or a resource, behind a mark. */
  mark(symbol: 'started' | 'succeeded' | 'failed' | 'waiting', id: string, text: string): string {
    const {colors} = this.terminal.err;
    const paint = {started: colors.dim, succeeded: colors.green, failed: colors.red, waiting: colors.dim}[symbol];
    return `  ${paint(this.terminal.symbols[symbol])} ${id.padEnd(this.options.width)}  ${text}`.trimEnd();
  }
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('  ');
}
