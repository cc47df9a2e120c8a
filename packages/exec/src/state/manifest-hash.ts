import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';

/** The hash of a file's bytes as state keeps it: `sha256:<64 hex digits>`. Rejects when the file cannot be read. */
export async function hashFile(path: string): Promise<string> {
  return hashBytes(await readFile(path));
}

/** The hash of a file's bytes, likewise. */
export function hashBytes(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * Whether a recorded hash stands for the same bytes as a full one. `sha256-16:<hex>` is what kflow-py kept: the first 16 digits.
 *
 * @param recorded from the state file
 * @param actual from hashFile or hashBytes
 */
export function sameHash(recorded: string, actual: string): boolean {
  const short = /^sha256-16:([0-9a-f]{16})$/.exec(recorded)?.[1];
  return short === undefined ? recorded === actual : actual.startsWith(`sha256:${short}`);
}
