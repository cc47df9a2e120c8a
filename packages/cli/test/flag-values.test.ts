import {expect, test} from '@jest/globals';
import {choiceFlag, countFlag, durationFlag} from '../src/flag-values.js';

test.each([
  ['90', 90],
  ['90s', 90],
  ['5m', 300],
  ['1h30m', 5400],
])('--timeout %s', (text, seconds) => {
  expect(durationFlag('timeout', text)).toBe(seconds);
});

test.each(['', 'soon', '5 minutes', '-1', '1d'])('--timeout %s is refused with a hint', (text) => {
  expect(() => durationFlag('timeout', text)).toThrow(
    expect.objectContaining({
      diagnostics: [expect.objectContaining({code: 'KF003', hint: expect.stringContaining('90s')})],
    }),
  );
});

test('numbers', () => {
  expect(countFlag('concurrency', '12')).toBe(12);
  expect(countFlag('concurrency', undefined)).toBeUndefined();
  for (const text of ['0', '-1', '1.5', 'many', ''])
    expect(() => countFlag('concurrency', text)).toThrow(/whole number/);
});

test('choices', () => {
  expect(choiceFlag('format', 'dot', ['tree', 'dot'])).toBe('dot');
  expect(() => choiceFlag('format', 'tre', ['tree', 'dot'])).toThrow(
    expect.objectContaining({diagnostics: [expect.objectContaining({hint: 'did you mean `tree`?'})]}),
  );
});
