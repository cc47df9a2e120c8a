import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

/** A run of a real tool. */
export interface Sample {
  /** With the tool's name. */
  args: string;
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Reads `fixtures/<tool>/<name>.json`. */
export function sample(tool: 'kubectl' | 'helm3' | 'helm4', name: string): Sample {
  const file = fileURLToPath(new URL(`../fixtures/${tool}/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(file, 'utf8')) as Sample;
}
