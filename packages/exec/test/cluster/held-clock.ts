import type {Clock} from '../../src/ports/clock.js';

interface Sleeper {
  due: number;
  wake(): void;
}

/** A clock that stands still until the test moves it. */
export class HeldClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper = {due: this.#now + milliseconds, wake};
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', onAbort, {once: true});
    });
  }

  /** How many sleeps are under way. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Moves the time on, waking each sleeper at its own time, and lets everything that follows from it happen. */
  async advance(seconds: number): Promise<void> {
    const end = this.#now + seconds * 1000;
    for (;;) {
      await settle();
      const next = this.#sleepers.filter(({due}) => due <= end).sort((left, right) => left.due - right.due)[0];
      if (next === undefined) break;
      this.#sleepers = this.#sleepers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.due);
      next.wake();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets every promise that can be settled without input or output be settled. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
