/**
 * A name as SQL takes it, whatever is in it: `my "db"` -> `"my ""db"""`.
 *
 * @throws RangeError for names that Postgres has not: empty ones, longer than 63 bytes, or with a zero byte
 */
export function identifier(name: string): string {
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > 63)
    throw new RangeError(`a name in Postgres has 1 to 63 bytes, and \`${name}\` has ${bytes}`);
  return `"${withoutZero(name).replaceAll('"', '""')}"`;
}

/** A text as SQL takes it, whatever `standard_conforming_strings` is: `it's` -> `'it''s'`, `a\b` -> `E'a\\b'`. */
export function literal(text: string): string {
  const quoted = withoutZero(text).replaceAll("'", "''");
  // The blank keeps the E away from a word before it.
  return quoted.includes('\\') ? ` E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}

function withoutZero(text: string): string {
  if (text.includes('\0')) throw new RangeError('no text in Postgres has a zero byte');
  return text;
}
