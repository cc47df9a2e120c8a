/** Words that mean nothing else to a shell. A leading `=` is left out: zsh looks for a command of that name. */
const plain = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/;

/** A word that is one even to a shell that looks at it before it looks for a command. */
const assignment = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;

/** One argument, such that a POSIX shell reads exactly it. Not quoted when it need not be. */
export function quoteArgument(argument: string): string {
  if (plain.test(argument)) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** A command that can be pasted into a POSIX shell. The first word is quoted even where it would be a variable assignment. */
export function quoteCommand(words: readonly string[]): string {
  return words
    .map((word, index) => (index === 0 && assignment.test(word) ? `'${word}'` : quoteArgument(word)))
    .join(' ');
}

/** A command with its standard input as a here-document, which the shell takes as it is. */
export function quoteCommandWithInput(words: readonly string[], input: string): string {
  const lines = input.replace(/\n$/, '').split('\n');
  let end = 'EOF';
  while (lines.includes(end)) end += '_';
  return `${quoteCommand(words)} <<'${end}'\n${lines.join('\n')}\n${end}`;
}
