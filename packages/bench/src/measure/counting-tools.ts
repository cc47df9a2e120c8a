import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';

/** Programs to put first on the PATH: each writes a line to a file, and becomes the real one. */
export interface CountingTools {
  /** Their directory. */
  bin: string;
  /** How many were started so far. */
  started(): number;
}

/** Makes them in `dir`, for those tools that are found on `path`, which is a PATH. */
export function countingTools(dir: string, tools: readonly string[], path: string): CountingTools {
  const bin = join(dir, 'bin');
  const log = join(dir, 'started');
  mkdirSync(bin, {recursive: true});
  writeFileSync(log, '');
  for (const tool of tools) {
    const real = path
      .split(delimiter)
      .map((each) => join(each, tool))
      .find((file) => existsSync(file));
    if (real === undefined) continue;
    const file = join(bin, tool);
    writeFileSync(file, `#!/bin/sh\necho ${tool} >> '${log}'\nexec '${real}' "$@"\n`);
    chmodSync(file, 0o755);
  }
  return {bin, started: () => readFileSync(log, 'utf8').split('\n').length - 1};
}
