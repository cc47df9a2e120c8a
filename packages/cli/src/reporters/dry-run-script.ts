import type {KflowEvent} from '@kflow/exec';

/**
 * The result of a dry run: the commands that would change or wait for something, one a line as they would be typed into a shell, under comments that
 * name their phase and step. Pasted into a shell they do the job.
 */
export class DryRunScript {
  /** Commands so far. */
  commands = 0;
  private phase?: string;
  private step?: string;
  private readonly summaries = new Map<string, string>();

  constructor(private readonly print: (line: string) => void) {}

  event(event: KflowEvent): void {
    if (event.type === 'phase.started') {
      this.phase = `# phase ${event.index}/${event.of}: ${onOneLine(event.phase)}`;
      this.step = undefined;
    } else if (event.type === 'step.started') {
      this.summaries.set(event.step, event.summary);
    } else if (event.type === 'step.command' && !event.ran) {
      this.command(event.command, event.step);
    }
  }

  private command(command: string, step: string | undefined): void {
    if (this.phase) {
      this.print(this.commands > 0 ? `\n${this.phase}` : this.phase);
      this.phase = undefined;
    }
    if (step !== undefined && step !== this.step) {
      this.step = step;
      const summary = this.summaries.get(step);
      this.print(`# ${onOneLine(step)}${summary ? `: ${onOneLine(summary)}` : ''}`);
    }
    this.commands++;
    this.print(command);
  }
}

/** A comment ends with its line: what comes after a line break in a name would be run. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
