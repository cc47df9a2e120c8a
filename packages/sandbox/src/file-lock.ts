import {mkdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {lock} from 'proper-lockfile';

/** How to wait for a lock. */
export interface LockOptions {
  signal?: AbortSignal;
  /** Called once, when somebody else is found to hold the lock. */
  onWait?: () => void;
}

/** Runs `work` while no other process holds the lock of that path; the lock of a process that died is taken over in 15 s. */
export async function withLock<T>(path: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), {recursive: true});
  let told = false;
  let release: (() => Promise<void>) | undefined;
  while (!release) {
    options.signal?.throwIfAborted();
    try {
      release = await lock(path, {
        realpath: false,
        stale: 15_000,
        update: 3_000,
        // The default throws where nobody can catch it. A lock lost to a machine that slept costs a second build at most.
        onCompromised: () => undefined,
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ELOCKED') throw error;
      if (!told) options.onWait?.();
      told = true;
      await delay(300, undefined, {signal: options.signal});
    }
  }
  try {
    return await work();
  } finally {
    await release().catch(() => undefined);
  }
}
