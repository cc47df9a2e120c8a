import {createHash} from 'node:crypto';
import {createReadStream} from 'node:fs';
import {pipeline} from 'node:stream/promises';

/** The hash of a file's bytes as state keeps it: `sha256:<64 hex digits>`. Rejects when the file cannot be read. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return `sha256:${hash.digest('hex')}`;
}

/**
 * Whether a recorded hash stands for the same bytes as a full one. `sha256-16:<hex>` is what kflow-py kept: the first 16 digits.
 *
 * @param recorded from the state file
 * @param actual from hashFile
 */
export function sameHash(recorded: string, actual: string): boolean {
  const short = /^sha256-16:([0-9a-f]{16})$/.exec(recorded)?.[1];
  return short === undefined ? recorded === actual : actual.startsWith(`sha256:${short}`);
}
