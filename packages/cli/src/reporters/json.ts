import type {Diagnostic} from '@kflow/core';
import type {KflowEvent} from '@kflow/exec';
import type {Terminal} from '../terminal/terminal.js';
import type {Reporter} from './reporter.js';

/** The events, one a line, on stdout. The plan's own warnings follow `run.started` as `warning` events. */
export class JsonReporter implements Reporter {
  readonly tickEvery = 1000;

  constructor(
    private readonly terminal: Terminal,
    private readonly warnings: readonly Diagnostic[],
  ) {}

  event = (event: KflowEvent): void => {
    this.print(event);
    if (event.type !== 'run.started') return;
    for (const {message, hint} of this.warnings) {
      this.print({type: 'warning', at: event.at, message, ...(hint === undefined ? {} : {hint})});
    }
  };

  interrupted(request: 1 | 2): void {
    // stdout is for events only.
    this.terminal.err.line(request === 1 ? 'stopping: what runs is allowed to end' : 'ending what runs');
  }

  tick(): void {}

  close(): void {}

  private print(event: KflowEvent): void {
    this.terminal.out.line(JSON.stringify(event));
  }
}
