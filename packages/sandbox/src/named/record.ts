import {readFile, rename, writeFile} from 'node:fs/promises';
import type {ComponentExit} from '../run/component.js';

/** What the supervisor of a named sandbox tells the other commands of it; a file of mode 0600. */
export interface SandboxRecord {
  name: string;
  context: string;
  kubeconfig: string;
  bin: string;
  nodes: number;
  /** ISO 8601. */
  startedAt: string;
  /** The supervisor's process id. */
  pid: number;
  pids: {[component: string]: number};
  /** Where the supervisor listens, and the token it asks for: a process id alone could be somebody else's by now. */
  control: {port: number; token: string};
  /** The first component that ended by itself. */
  failed?: ComponentExit;
}

/** Writes the record as a whole or not at all. */
export async function writeRecord(path: string, record: SandboxRecord): Promise<void> {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(record, undefined, 2)}\n`, {mode: 0o600});
  await rename(fresh, path);
}

/** The record in that file; undefined if there is none. */
export async function readRecord(path: string): Promise<SandboxRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SandboxRecord;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
