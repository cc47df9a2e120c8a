/**
 * Cuts the beginning of a command line into words as a shell does: at blanks, except in quotes and after a backslash. The last word is the one that
 * is being typed: empty after a blank, and unquoted as far as it goes.
 */
export function splitWords(line: string): string[] {
  const words = [''];
  let quote: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!;
    if (letter === '\\' && quote !== "'") words[words.length - 1] += line[++at] ?? '';
    else if (quote !== undefined) {
      if (letter === quote) quote = undefined;
      else words[words.length - 1] += letter;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (/\s/.test(letter)) {
      if (at > 0 && !/\s/.test(line[at - 1]!)) words.push('');
    } else words[words.length - 1] += letter;
  }
  return words;
}
