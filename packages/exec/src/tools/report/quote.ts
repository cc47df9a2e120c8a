/** Words that mean nothing else to a shell. A leading `=` is left out: zsh looks for a command of that name. */
const plain = /^[A-Za-z0-9_./:@%+,-][A-Za-z0-9_./:@%+,=-]*$/;

/** A word that is one even to a shell that looks at it before it looks for a command. */
const assignment = /^[A-Za-z_][A-Za-z0-9_]*\+?=/;

/** What works on the terminal that a command is shown on or pasted into; line breaks and tabs do no harm. */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g;

/** One argument, such that a POSIX shell reads exactly it, without control characters. Not quoted when it need not be. */
export function quoteArgument(argument: string): string {
  if (plain.test(argument)) return argument;
  const quoted = argument.replaceAll("'", `'\\''`);
  return `'${quoted.replace(unprintable, (text) => `'"$(printf '${octal(text)}')"'`)}'`;
}

/** The bytes of a text as escapes of `printf`. */
function octal(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** A command that can be pasted into a POSIX shell. The first word is quoted even where it would be a variable assignment. */
export function quoteCommand(words: readonly string[]): string {
  return words
    .map((word, index) => (index === 0 && assignment.test(word) ? `'${word}'` : quoteArgument(word)))
    .join(' ');
}

/** A command with its standard input as a here-document, which the shell takes as it is; through a pipe where control characters are in it. */
export function quoteCommandWithInput(words: readonly string[], input: string): string {
  if (input.search(unprintable) !== -1) return `printf %s ${quoteArgument(input)} | ${quoteCommand(words)}`;
  const lines = input.replace(/\n$/, '').split('\n');
  let end = 'EOF';
  while (lines.includes(end)) end += '_';
  return `${quoteCommand(words)} <<'${end}'\n${lines.join('\n')}\n${end}`;
}
