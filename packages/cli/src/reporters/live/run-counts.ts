import type {KflowEvent} from '@kflow/exec';

/** How far a run is: its phase, and its steps by what became of them. */
export class RunCounts {
  operation = '';
  phase?: {name: string; index: number; of: number};
  /** Milliseconds since the epoch. */
  since = 0;
  steps = 0;
  succeeded = 0;
  failed = 0;
  skipped = 0;

  update(event: KflowEvent): void {
    switch (event.type) {
      case 'run.started':
        this.operation = event.operation;
        this.since = Date.parse(event.at);
        this.steps = event.steps;
        break;
      case 'phase.started':
        this.phase = {name: event.phase, index: event.index, of: event.of};
        break;
      case 'step.succeeded':
        this.succeeded += 1;
        break;
      case 'step.failed':
      case 'resource.failed':
        this.failed += 1;
        break;
      case 'step.skipped':
        this.skipped += 1;
        break;
    }
  }
}
