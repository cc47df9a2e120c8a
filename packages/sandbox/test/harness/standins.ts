import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll} from '@jest/globals';

const made: string[] = [];
afterAll(() => Promise.all(made.map((dir) => rm(dir, {recursive: true, force: true}))));

/** A new directory that is removed when the test file ends. */
export async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'kflow-sandbox-test-'));
  made.push(dir);
  return dir;
}

/** A directory that holds these shell scripts as programs, for a PATH without anything else. */
export async function programs(scripts: {[name: string]: string}): Promise<string> {
  const dir = await scratch();
  for (const [name, body] of Object.entries(scripts)) {
    await writeFile(join(dir, name), `#!/bin/sh\n${body}\n`);
    await chmod(join(dir, name), 0o755);
  }
  return dir;
}
