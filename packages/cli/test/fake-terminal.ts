import picocolors from 'picocolors';
import {terminalText} from '../src/terminal/shown-text.js';
import {symbolsFor} from '../src/terminal/symbols.js';
import type {Terminal} from '../src/terminal/terminal.js';

/** A terminal that keeps what is written to it. */
export function fakeTerminal({
  colors = false,
  ascii = false,
  width,
}: {colors?: boolean; ascii?: boolean; width?: number} = {}) {
  const written = {out: '', err: ''};
  const channel = (name: 'out' | 'err') => ({
    colors: picocolors.createColors(colors),
    ...(width === undefined ? {} : {width}),
    line: (text: string) => void (written[name] += `${terminalText(text)}\n`),
  });
  const terminal: Terminal = {
    out: channel('out'),
    err: channel('err'),
    symbols: symbolsFor({LANG: ascii ? 'C' : 'en_US.UTF-8'}, 'linux'),
  };
  return {terminal, written};
}
