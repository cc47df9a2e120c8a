import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import {compareResourceVersions} from '../../src/cluster/read/resource-version.js';

test('versions compare as integers of any size', () => {
  fc.assert(
    fc.property(fc.bigInt({min: 1n, max: 10n ** 40n}), fc.bigInt({min: 1n, max: 10n ** 40n}), (left, right) => {
      const order = compareResourceVersions(String(left), String(right));
      expect(Math.sign(order!)).toBe(left < right ? -1 : left > right ? 1 : 0);
    }),
  );
});

test.each([
  ['abc', '1'],
  ['1', undefined],
  ['01', '1'],
  ['', '1'],
])('%j and %j do not compare', (left, right) => {
  expect(compareResourceVersions(left, right)).toBeUndefined();
});
