import {existsSync, mkdirSync, renameSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {lock} from 'proper-lockfile';

/**
 * A folder that is made once, whichever test files ask for it and in how many processes they run. What fails leaves nothing that the next
 * one would take for done.
 */
export async function makeOnce(folder: string, make: (folder: string) => Promise<void>): Promise<string> {
  mkdirSync(dirname(folder), {recursive: true});
  // What is made takes seconds, and on a busy machine minutes. The lock of a process that died is taken over.
  const retries = {retries: 2000, factor: 1, minTimeout: 300};
  const release = await lock(folder, {realpath: false, stale: 15_000, update: 3_000, retries});
  try {
    if (existsSync(folder)) return folder;
    const fresh = `${folder}.making`;
    rmSync(fresh, {recursive: true, force: true});
    mkdirSync(fresh);
    await make(fresh);
    renameSync(fresh, folder);
    return folder;
  } finally {
    await release();
  }
}

/** The same for the time of this test run: its end removes it (global-teardown). `name` is a file name. */
export function makeOnceInRun(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const shared = process.env.KFLOW_E2E_SHARED;
  if (!shared) throw new Error('no shared directory: these tests run through packages/e2e/jest.config.mjs');
  return makeOnce(join(shared, name), make);
}
