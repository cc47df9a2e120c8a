/**
 * What must not reach a terminal as it is: the control characters of ASCII (C0), DEL and C1, which move the cursor, hide text or talk to
 * the terminal; the line separators; and the controls that turn the direction of text round, so that it reads otherwise than it is.
 * Source: ECMA-48; UAX #9, explicit directional formatting characters ("Trojan Source", CVE-2021-42574).
 */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** The same, for a look that remembers no place. */
const anyUnprintable = new RegExp(unprintable.source);

/** The same without line feeds and tabs. */
const unprintableInLines = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** A text on one line, with control characters as the escapes of JSON: what somebody else wrote must not reach a terminal as it is. */
export function printable(text: string): string {
  // Nearly every text is, and a search is faster than a replacement of nothing.
  if (!anyUnprintable.test(text)) return text;
  return text.replace(unprintable, escapeCharacter);
}

/** Likewise, for a text of several lines: line breaks (`\r\n` is one) and tabs stay. */
export function printableLines(text: string): string {
  // Nearly every text is, and may have thousands of lines.
  if (!unprintableInLines.test(text)) return text;
  return text
    .replaceAll('\r\n', '\n')
    .replace(unprintable, (character) =>
      character === '\n' || character === '\t' ? character : escapeCharacter(character),
    );
}

function escapeCharacter(character: string): string {
  const known = {'\n': '\\n', '\r': '\\r', '\t': '\\t'}[character];
  return known ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
