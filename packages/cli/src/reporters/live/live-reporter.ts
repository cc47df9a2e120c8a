import type {KflowEvent} from '@kflow/exec';
import type {LiveRegion} from '../../terminal/live-region.js';
import type {Terminal} from '../../terminal/terminal.js';
import {interruptionText} from '../interruption-text.js';
import {Ongoing} from '../ongoing.js';
import type {Reporter} from '../reporter.js';
import {Transcript} from '../transcript.js';
import type {TranscriptOptions} from '../transcript.js';
import {regionLines} from './region-lines.js';
import type {RunMoment} from './region-lines.js';
import {RunCounts} from './run-counts.js';

/**
 * A run on a terminal: what ended becomes permanent, as the plain reporter would print it, and below it moves what goes on. What is left in
 * the end is the transcript alone.
 */
export class LiveReporter implements Reporter {
  readonly tickEvery = 100;
  private readonly ongoing = new Ongoing();
  private readonly counts = new RunCounts();
  private readonly transcript: Transcript;
  private region?: LiveRegion;
  private stopping = false;
  private frame = 0;

  constructor(
    private readonly terminal: Terminal,
    private readonly options: TranscriptOptions,
    /** Opened when the run begins; what comes before may still be a question. */
    private readonly openRegion: () => LiveRegion,
  ) {
    this.transcript = new Transcript(terminal, options);
  }

  event = (event: KflowEvent): void => {
    this.ongoing.update(event);
    this.counts.update(event);
    if (event.type === 'run.started') this.region = this.openRegion();
    for (const line of this.transcript.lines(event)) this.terminal.err.line(line);
    if (event.type === 'run.finished') this.close();
  };

  tick(now: number): void {
    this.frame += 1;
    this.region?.draw((size) =>
      regionLines(this.moment(now), size, {
        colors: this.terminal.err.colors,
        symbols: this.terminal.symbols,
        width: this.options.width,
      }),
    );
  }

  interrupted(request: 1 | 2): void {
    this.stopping = true;
    const {colors, line} = this.terminal.err;
    line(colors.yellow(interruptionText(request, [...this.ongoing.steps.keys()])));
  }

  close(): void {
    this.region?.close();
  }

  private moment(now: number): RunMoment {
    const {operation, phase, since, steps, succeeded, failed, skipped} = this.counts;
    return {
      operation,
      phase,
      seconds: (now - since) / 1000,
      steps,
      succeeded,
      failed,
      skipped,
      running: this.ongoing.steps.size,
      waiting: this.ongoing.waits.size,
      activities: this.ongoing.list(now),
      stopping: this.stopping,
      frame: this.frame,
    };
  }
}
