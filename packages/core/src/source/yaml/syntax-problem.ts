import type {ErrorCode, YAMLError} from 'yaml';
import type {Code} from '../codes.js';

/** A finding in kflow's words. */
export interface SyntaxProblem {
  code: Code;
  message: string;
  hint?: string;
}

/** Hints for the parser's findings that leave people wondering. */
const hints: {[code in ErrorCode]?: string} = {
  BLOCK_AS_IMPLICIT_KEY: 'quote the value if it contains `: `, else check the indentation here and on the next line',
  MULTILINE_IMPLICIT_KEY: 'is a `:` missing, or an indentation off?',
  BAD_INDENT: 'keys of one mapping begin in the same column',
  BAD_SCALAR_START: 'quote the value',
  BAD_DQ_ESCAPE: 'write `\\\\` for a backslash, or use single quotes',
  UNEXPECTED_TOKEN: 'check the indentation here and on the line before',
};

/** The parser's words that are better said otherwise. */
const rewordings: [pattern: RegExp, message: string, hint?: string][] = [
  [/^Flow sequence in block|^Flow sequence must end/, 'the list is not closed', 'end it with `]`'],
  [/^Flow map in block|^Flow map must end/, 'the mapping is not closed', 'end it with `}`'],
  [/^Missing closing ["']quote/, 'the quoted text is not closed', 'end it with the quote it begins with'],
  [/^Missing ,/, 'a comma is missing'],
  [/^Nested mappings are not allowed/, 'a key inside of a value'],
  [/^Unexpected \S+(?: token)? in YAML stream: "(.*)"$/s, 'unexpected `$1`'],
  [/^Unexpected scalar at node end/, 'unexpected text after a value'],
  [/^Plain value cannot start with .* (\S)$/, 'a value cannot begin with `$1`'],
];

/** A finding of the YAML parser as one of kflow's problems. `line` is the text of the line where it is. */
export function syntaxProblem({code, message}: YAMLError, line: string): SyntaxProblem {
  if (code === 'TAG_RESOLVE_FAILED') {
    const text = lowerFirst(message.replace('Unresolved tag: ', 'unsupported tag '));
    return {code: 'KF106', message: text, hint: 'drop the tag; quote the value if it is text'};
  }
  if (code === 'TAB_AS_INDENT' || /^\s*\t/.test(line)) {
    const hint = 'YAML is indented with spaces: replace the tab';
    return {code: 'KF102', message: 'the line is indented with a tab', hint};
  }
  const found = rewordings.find(([pattern]) => pattern.test(message));
  const text = found ? found[1].replace('$1', found[0].exec(message)?.[1] ?? '') : lowerFirst(message);
  const template = line.includes('{{')
    ? 'kflow reads plain YAML: templates such as `{{ ... }}` are not filled in'
    : undefined;
  const hint = template ?? found?.[2] ?? hints[code];
  return {code: 'KF101', message: `invalid YAML: ${text}`, ...(hint === undefined ? {} : {hint})};
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
