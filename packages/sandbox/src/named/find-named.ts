import {askSupervisor} from './control-client.js';
import type {NamedFiles} from './named-files.js';
import {readRecord, type SandboxRecord} from './record.js';

/** The record of a named sandbox that runs; undefined if there is none or its supervisor is gone. */
export async function findNamed(files: NamedFiles): Promise<SandboxRecord | undefined> {
  const record = await readRecord(files.record);
  return record && (await askSupervisor(record, 'GET', '/', 5000)) ? record : undefined;
}
