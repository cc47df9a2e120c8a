/** A word as a POSIX shell reads it back; `suffix` is added unquoted. */
export function shellQuote(word: string, suffix = ''): string {
  const plain = /^[\w@%+=:,./-]+$/.test(word);
  return (plain ? word : `'${word.replaceAll("'", `'\\''`)}'`) + suffix;
}
