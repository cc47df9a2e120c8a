import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import type {Results} from './results.js';

/** Reads what was measured before; nothing when there is no such file. */
export function readResults(path: string): Results {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Results) : {};
}

/** Keeps it, in a form that prettier leaves as it is and that shows in a diff what changed. */
export function writeResults(path: string, results: Results): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, `${JSON.stringify(results, undefined, 2)}\n`);
}
