import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {symbolsFor} from '../../src/terminal/symbols.js';
import {textWidth} from '../../src/terminal/text-width.js';

const range = (from: number, to: number): string[] =>
  Array.from({length: to - from + 1}, (_, index) => String.fromCodePoint(from + index));

/** Every character of the first planes' beginnings that somebody may take for narrow. */
const characters = [...range(0x20, 0x7e), ...range(0xa0, 0x3ff), ...range(0x2000, 0x28ff)];

test('each character takes as many columns as string-width says', () => {
  const differing = characters.filter((character) => textWidth(character) !== stringWidth(character));
  expect(differing).toEqual([]);
});

test('so does any text, with colors, with wide characters, and with what joins others', () => {
  const joining = [
    '\u200d',
    '\ufe0f',
    '\u20e3',
    '\u0301',
    '\u00ad',
    '©',
    '#',
    '1',
    '👩',
    '世',
    'ｶ',
    'ﾞ',
    '\u001b[31m',
    '\u001b[0;1m',
    '\u001b[',
  ];
  const text = fc.array(fc.constantFrom(...characters, ...joining, ...joining), {maxLength: 8});
  fc.assert(
    fc.property(text, (parts) => {
      expect(textWidth(parts.join(''))).toBe(stringWidth(parts.join('')));
    }),
    {numRuns: 2000},
  );
});

test('what kflow prints needs none of the segmenter', () => {
  const {spinner, ...symbols} = symbolsFor({LANG: 'en_US.UTF-8'}, 'linux');
  const segment = Intl.Segmenter.prototype.segment;
  Intl.Segmenter.prototype.segment = () => {
    throw new Error('the segmenter is used');
  };
  try {
    for (const symbol of [...Object.values(symbols), ...spinner, '—', 'é']) {
      expect(textWidth(`\u001b[32m${symbol} healthy\u001b[39m`)).toBe(9);
    }
    expect(() => textWidth('世')).toThrow('the segmenter is used');
  } finally {
    Intl.Segmenter.prototype.segment = segment;
  }
});
