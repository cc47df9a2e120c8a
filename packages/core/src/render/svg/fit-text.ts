/** Characters that a monospace font draws twice as wide: East Asian ones and most symbols. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** The width of a text in columns of a monospace font. */
export function textColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : 1;
  return columns;
}

/** The text in one line of at most so many columns; of a longer one the middle is left out, since names differ at their ends. */
export function fitText(text: string, columns: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (textColumns(line) <= columns) return line;
  const characters = [...line];
  const head = take(characters, Math.ceil((columns - 1) / 2));
  const tail = take(characters.toReversed(), Math.floor((columns - 1) / 2)).toReversed();
  return `${head.join('')}…${tail.join('')}`;
}

function take(characters: string[], columns: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += textColumns(character);
    if (used > columns) break;
    taken.push(character);
  }
  return taken;
}
