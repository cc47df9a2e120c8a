/** The marks in front of lines. */
export interface Symbols {
  started: string;
  succeeded: string;
  failed: string;
  waiting: string;
  warning: string;
  separator: string;
  bar: string;
  /** At the end of what was cut. */
  ellipsis: string;
  /** Frames of what shows that something goes on. */
  spinner: readonly string[];
}

const unicode: Symbols = {
  started: '·',
  succeeded: '✓',
  failed: '✗',
  waiting: '…',
  warning: '!',
  separator: '·',
  bar: '│',
  ellipsis: '…',
  spinner: [...'⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'],
};
const ascii: Symbols = {
  started: '-',
  succeeded: '+',
  failed: 'x',
  waiting: '.',
  warning: '!',
  separator: '-',
  bar: '|',
  ellipsis: '~',
  spinner: [...'-\\|/'],
};

/** Symbols that the user's terminal can show: plain ASCII under a locale that is not UTF-8, on a Linux console, on an old Windows console. */
export function symbolsFor(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Symbols {
  if (platform === 'win32') return env.WT_SESSION || env.TERM_PROGRAM === 'vscode' ? unicode : ascii;
  // Without any locale (a container, CI) UTF-8 is the better guess; C and POSIX are said on purpose.
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || 'UTF-8';
  return env.TERM !== 'linux' && /utf-?8/i.test(locale) ? unicode : ascii;
}
