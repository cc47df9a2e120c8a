/** Control characters as escapes: what the user wrote must not reach a terminal as it is. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => {
    const known = {'\n': '\\n', '\r': '\\r', '\t': '\\t'}[character];
    return known ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
