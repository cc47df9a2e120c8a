import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {LineSplitter} from '../../src/cluster/transport/line-splitter.js';

test('however the text is cut, the whole lines are the same', () => {
  const text = fc.array(fc.stringMatching(/^[a-zü🚀 ]{0,8}$/u)).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, fc.array(fc.nat(8), {minLength: 1}), (whole, sizes) => {
      const lines: string[] = [];
      const splitter = new LineSplitter((line) => lines.push(line));
      for (let start = 0, turn = 0; start < whole.length; turn += 1) {
        const size = sizes[turn % sizes.length]! + 1;
        splitter.push(whole.slice(start, start + size));
        start += size;
      }
      const finished = whole.split('\n').slice(0, -1);
      expect(lines).toEqual(finished.filter((line) => line.trim() !== ''));
    }),
  );
});

test('of text for people nothing is dropped', () => {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line), true);
  splitter.push('one\n\n  \ntw');
  splitter.push('o');
  splitter.end();
  splitter.end();
  expect(lines).toEqual(['one', '', '  ', 'two']);
});
