import type {Task} from '../../src/engine/task.js';

/** Fake tasks that run until the test ends them, so that a test needs no sleeps. */
export class HeldTasks {
  /** Ids in the order in which they started. */
  readonly started: string[] = [];
  /** Ids that run now. */
  readonly running = new Map<string, {resolve(): void; reject(error: unknown): void; signal: AbortSignal}>();

  /** `'a'`, or `'b < a c'` for one that waits for a and c. */
  task(text: string, rest: Partial<Task> = {}): Task {
    const [id = '', after = ''] = text.split('<').map((part) => part.trim());
    return {
      id,
      phase: 0,
      after: after === '' ? [] : after.split(' '),
      slot: true,
      run: (signal) =>
        new Promise((resolve, reject) => {
          this.started.push(id);
          const end = (settle: () => void) => (): void => {
            this.running.delete(id);
            settle();
          };
          this.running.set(id, {
            resolve: end(resolve),
            reject: (error) => end(() => reject(error))(),
            signal,
          });
        }),
      ...rest,
    };
  }

  async succeed(...ids: string[]): Promise<void> {
    for (const id of ids) this.held(id).resolve();
    await atRest();
  }

  async fail(id: string, error: unknown = new Error(`${id} broke`)): Promise<void> {
    this.held(id).reject(error);
    await atRest();
  }

  now(): string[] {
    return [...this.running.keys()];
  }

  held(id: string): {resolve(): void; reject(error: unknown): void; signal: AbortSignal} {
    const task = this.running.get(id);
    if (!task) throw new Error(`${id} does not run; running: ${this.now().join(' ')}`);
    return task;
  }
}

/** Resolves when everything that promises had to do is done. */
export async function atRest(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
