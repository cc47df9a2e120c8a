import {expect, test} from '@jest/globals';
import {parseDuration} from '../../src/index.js';

test.each<[string, number | undefined]>([
  ['0', 0],
  ['90', 90],
  ['2.5', 2.5],
  ['90s', 90],
  ['5m', 300],
  ['1h30m', 5400],
  ['1h2m3s', 3723],
  ['1.5h', 5400],
  [' 5m ', 300],
  ['', undefined],
  [' ', undefined],
  ['-5', undefined],
  ['5 m', undefined],
  ['5x', undefined],
  ['m', undefined],
  ['30m1h', undefined],
  ['1e3', undefined],
  ['Infinity', undefined],
])('%j is %p seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});
