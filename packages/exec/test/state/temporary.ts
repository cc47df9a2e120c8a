import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach} from '@jest/globals';
import type {Clock} from '../../src/ports/clock.js';

const made: string[] = [];

/** A directory that is removed after the test. */
export async function temporary(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kflow-test-'));
  made.push(dir);
  return dir;
}

afterEach(async () => {
  for (const dir of made.splice(0)) await rm(dir, {recursive: true, force: true});
});

/** A clock that moves only when somebody sleeps. Begins at 2031-01-02T03:04:05.006Z. */
export function fakeClock(): Clock & {slept: number} {
  const begin = Date.UTC(2031, 0, 2, 3, 4, 5, 6);
  return {
    slept: 0,
    now() {
      return begin + this.slept;
    },
    monotonic() {
      return this.slept;
    },
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      this.slept += milliseconds;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
