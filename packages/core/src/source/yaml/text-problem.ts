import type {Code} from '../codes.js';
import type {Span} from './source-text.js';

/** Characters. A project of thousands of resources has a tenth of it. */
const longest = 4 * 1024 * 1024;

/** What the parser makes objects of takes up to a kilobyte each: with more of them a small file could fill the memory. */
const mostMarks = 200_000;
const mark = /[-\n[\]{},:?&*!"'|>]/g;

/** Control characters of ASCII, which YAML forbids, and what stands for bytes that are not UTF-8. Source: YAML 1.2.2, c-printable. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/;

/** Why a text is not even given to the parser; undefined when it is. */
export function textProblem(text: string): {code: Code; message: string; hint: string; at: Span} | undefined {
  const start = {start: 0, end: 0};
  const split = 'split it into several files';
  if (text.length > longest) {
    return {
      code: 'KF111',
      message: `the file has ${text.length} characters, and kflow reads up to ${longest}`,
      hint: split,
      at: start,
    };
  }
  const at = text.search(forbidden);
  if (at !== -1) {
    const what =
      text[at] === '\ufffd' ? 'a character that is not UTF-8' : `the control character U+${hex(text.charCodeAt(at))}`;
    const hint = 'save the file as UTF-8 text; write such a character as an escape in double quotes, like "\\u001b"';
    return {code: 'KF112', message: `the file is no text: it has ${what}`, hint, at: {start: at, end: at + 1}};
  }
  // Most files are shorter than that.
  if (text.length > mostMarks && marksIn(text) > mostMarks) {
    return {code: 'KF111', message: 'the file has too many values for one file', hint: split, at: start};
  }
  return undefined;
}

function marksIn(text: string): number {
  let count = 0;
  while (mark.exec(text) !== null) count++;
  return count;
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
