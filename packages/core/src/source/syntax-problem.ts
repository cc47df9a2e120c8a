import type {ErrorCode, YAMLError} from 'yaml';
import type {Code} from './codes.js';

/** Hints for the parser's findings that leave people wondering. */
const hints: {[code in ErrorCode]?: string} = {
  BLOCK_AS_IMPLICIT_KEY: 'quote the value if it contains `: `, or begin a nested mapping on a line of its own',
  MULTILINE_IMPLICIT_KEY: 'is a `:` missing, or an indentation off?',
  BAD_INDENT: 'keys of one mapping begin in the same column',
  BAD_SCALAR_START: 'quote the value',
  BAD_DQ_ESCAPE: 'write `\\\\` for a backslash, or use single quotes',
  MISSING_CHAR: 'something that was opened is not closed before this place',
  UNEXPECTED_TOKEN: 'check the indentation here and on the line before',
};

/** A finding of the YAML parser as one of kflow's problems. `line` is the text of the line where it is. */
export function syntaxProblem(error: YAMLError, line: string): {code: Code; message: string; hint?: string} {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return {
        code: 'KF102',
        message: 'the line is indented with a tab',
        hint: 'YAML is indented with spaces: replace the tab',
      };
    case 'TAG_RESOLVE_FAILED':
      return {
        code: 'KF106',
        message: lowerFirst(error.message.replace('Unresolved tag', 'unsupported tag')),
        hint: 'drop the tag; quote the value if it is text',
      };
    case 'RESOURCE_EXHAUSTION':
      return {code: 'KF109', message: 'the document is nested too deeply to be read'};
    default: {
      if (/^\s*\t/.test(line)) return syntaxProblem({...error, code: 'TAB_AS_INDENT'} as YAMLError, line);
      const hint = line.includes('{{')
        ? 'kflow reads plain YAML: templates such as `{{ ... }}` are not filled in'
        : hints[error.code];
      return {
        code: 'KF101',
        message: `invalid YAML: ${lowerFirst(error.message)}`,
        ...(hint === undefined ? {} : {hint}),
      };
    }
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
