import type {Clock} from '@kflow/exec';
import type {VirtualTime} from './virtual-time.js';

/** The clock of one simulated kflow process: when that dies, nothing of it wakes again. */
export class ProcessClock implements Clock {
  private readonly sleepers = new Set<() => void>();
  private dead = false;

  constructor(private readonly time: VirtualTime) {}

  now(): number {
    return this.time.now;
  }

  monotonic(): number {
    return this.time.passed;
  }

  /** How many sleeps are under way. */
  get sleeping(): number {
    return this.sleepers.size;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.dead) return;
      if (signal?.aborted) return reject(signal.reason);
      const over = (): void => {
        cancel();
        this.sleepers.delete(over);
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        over();
        reject(signal?.reason);
      };
      const cancel = this.time.after(milliseconds, () => {
        over();
        resolve();
      });
      this.sleepers.add(over);
      signal?.addEventListener('abort', onAbort, {once: true});
    });
  }

  /** The process is dead. */
  die(): void {
    this.dead = true;
    for (const over of [...this.sleepers]) over();
  }
}
