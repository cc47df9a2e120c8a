import {PassThrough} from 'node:stream';
import {Prompter} from '../../src/init/prompter.js';

/** A prompter whose user types these lines, and then what `type` is given. */
export function typing(lines: readonly string[], signal = new AbortController().signal) {
  const input = new PassThrough();
  const output = new PassThrough();
  let shown = '';
  output.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const prompter = new Prompter(output, Object.assign(input, {isTTY: true}), signal);
  const type = (text: string) => void input.write(text);
  if (lines.length > 0) type(`${lines.join('\n')}\n`);
  return {prompter, type, end: () => void input.end(), shown: () => shown};
}
