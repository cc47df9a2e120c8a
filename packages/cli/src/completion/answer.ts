import {splitWords} from './split-words.js';
import type {Completion, CompletionSource} from './completion-source.js';
import {complete} from './complete.js';

/**
 * Answers the scripts of shells.ts. Never throws: whoever types wants no error in the middle of a line.
 *
 * @param argv the shell, then for bash the line up to the cursor, for the others the words behind `kflow`
 * @returns lines
 */
export async function answer([shell, ...rest]: readonly string[], source: CompletionSource): Promise<string[]> {
  try {
    const words = shell === 'bash' ? splitWords(rest[0] ?? '').slice(1) : rest;
    return linesOf(await complete(words, source));
  } catch {
    return [];
  }
}

function linesOf({candidates, paths}: Completion): string[] {
  const lines = candidates.map(({value, description = ''}) => `${value}\t${description.replaceAll(/\s+/g, ' ')}`);
  return paths === undefined ? lines : [...lines, `:${paths}`];
}
