import {printable} from '@kflow/core/printable';
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
    const {candidates, paths} = await complete(words, source);
    const typable = candidates.filter(({value}) => printable(value) === value);
    const quote = shell === 'bash' ? quoteForBash : (value: string) => value;
    return linesOf({candidates: typable.map((each) => ({...each, value: quote(each.value)})), paths});
  } catch {
    return [];
  }
}

function linesOf({candidates, paths}: Completion): string[] {
  const lines = candidates.map(
    ({value, description = ''}) => `${value}\t${printable(description.replaceAll(/\s+/g, ' '))}`,
  );
  return paths === undefined ? lines : [...lines, `:${paths}`];
}

/**
 * What bash puts into the command line as it is: a name such as `$(reboot)`, from somebody else's kubeconfig, must not be run with the line. zsh and
 * fish quote for themselves.
 */
function quoteForBash(value: string): string {
  return value.replaceAll(/[^\p{L}\p{N}_.,:=@%+\/-]/gu, '\\$&');
}
