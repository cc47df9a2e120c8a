/** Thrown while a text is read as common YAML and turns out to be of another sort. Without a stack, which would cost more than the reading. */
export const uncommon = Symbol('uncommon YAML');

const [newline, space, hash] = ['\n', ' ', '#'].map((character) => character.charCodeAt(0));

/** Where the next token begins: after spaces, line breaks and comments. */
export function skipGap(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === space || code === newline) {
      at++;
    } else if (code === hash) {
      const before = text.charCodeAt(at - 1);
      if (at > 0 && before !== space && before !== newline) throw uncommon;
      at = nextLine(text, at);
    } else {
      return at;
    }
  }
}

/** The first offset that is no space. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === space) at++;
  return at;
}

/** Where the line after that of an offset begins; the end of the text when there is none. */
export function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}

/** How far from the beginning of its line an offset is. */
export function columnOf(text: string, at: number): number {
  return at === 0 ? 0 : at - text.lastIndexOf('\n', at - 1) - 1;
}

/** Whether a comment of its own line follows, before anything else, that is indented at least that deep. */
export function commentFollows(text: string, from: number, indentation: number): boolean {
  for (let line = from; line < text.length; line = nextLine(text, line)) {
    const at = skipSpaces(text, line);
    const code = text.charCodeAt(at);
    if (code === hash && at - line >= indentation) return true;
    if (code !== hash && code !== newline) return false;
  }
  return false;
}
