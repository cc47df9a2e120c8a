import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {generateSecret} from '../src/index.js';

test('as long as asked for, from the alphabet only', () => {
  const alphabets = fc.uniqueArray(fc.string({unit: 'grapheme-composite', minLength: 1, maxLength: 1}), {
    minLength: 2,
    maxLength: 300,
    selector: (text) => [...text][0],
  });
  fc.assert(
    fc.property(fc.integer({min: 1, max: 200}), alphabets, (length, letters) => {
      const alphabet = letters.map((letter) => [...letter][0]).join('');
      const secret = [...generateSecret(length, {alphabet})];
      expect(secret).toHaveLength(length);
      expect(secret.every((letter) => [...alphabet].includes(letter))).toBe(true);
    }),
  );
  expect(generateSecret()).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(generateSecret(100_000)).toMatch(/^[A-Za-z0-9]{100000}$/);
});

test('no letter is more likely than another', () => {
  // 40,000 letters: taking a random number modulo their count would make half of them twice as likely.
  const alphabet = Array.from({length: 40_000}, (_, index) => String.fromCodePoint(0x20000 + index)).join('');
  const letters = [...generateSecret(200_000, {alphabet})];
  const first = letters.filter((letter) => letter.codePointAt(0)! - 0x20000 < 25_536).length / letters.length;
  // 0.638 is right; with the bias it is 0.779. Twenty standard deviations fit in between.
  expect(first).toBeGreaterThan(0.61);
  expect(first).toBeLessThan(0.67);
});

test('two are never the same', () => {
  expect(new Set(Array.from({length: 1000}, () => generateSecret(16))).size).toBe(1000);
});

test.each([
  [0, undefined, /0 characters/],
  [1.5, undefined, /1.5 characters/],
  [8, 'a', /not 1/],
  [8, '', /not 0/],
  [8, 'aba', /twice/],
])('refuses length %p and alphabet %p', (length, alphabet, message) => {
  expect(() => generateSecret(length, {alphabet})).toThrow(message);
});
