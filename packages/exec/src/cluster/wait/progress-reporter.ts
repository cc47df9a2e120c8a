import type {WorkloadProgress} from '../../engine/event.js';

/** Milliseconds between two reports on one workload. */
const interval = 1_000;

/** Passes progress on when it changed, at most once a second for each workload; that one is ready is said at once. */
export class ProgressReporter {
  readonly #last = new Map<string, {text: string; at: number}>();

  constructor(private readonly report: (progress: WorkloadProgress) => void) {}

  /**
   * @param now milliseconds
   * @returns when a report that was held back is due; undefined when there is none
   */
  tell(progress: WorkloadProgress, now: number): number | undefined {
    const key = `${progress.namespace ?? ''}/${progress.workload}`;
    const text = JSON.stringify(progress);
    const last = this.#last.get(key);
    if (last?.text === text) return undefined;
    if (last !== undefined && progress.state === 'progressing' && now < last.at + interval) return last.at + interval;
    this.#last.set(key, {text, at: now});
    this.report(progress);
    return undefined;
  }
}
