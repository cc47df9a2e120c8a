import {expect, test} from '@jest/globals';
import {formatAgo, formatSeconds} from '../../src/terminal/duration.js';

test.each([
  [0, '0.0s'],
  [-0.001, '0.0s'],
  [0.34, '0.3s'],
  [9.94, '9.9s'],
  [9.96, '10s'],
  [59.4, '59s'],
  [59.6, '1m 0s'],
  [125, '2m 5s'],
  [7380, '2h 3m'],
])('%d seconds', (seconds, text) => {
  expect(formatSeconds(seconds)).toBe(text);
});

test.each([
  [10, 'just now'],
  [60, '1m ago'],
  [3599, '59m ago'],
  [3600, '1h ago'],
  [47 * 3600, '47h ago'],
  [12 * 86_400, '12d ago'],
])('%d seconds ago', (seconds, text) => {
  const now = Date.parse('2026-01-31T00:00:00Z');
  expect(formatAgo(new Date(now - seconds * 1000).toISOString(), now)).toBe(text);
});

test('a time that is none is shown as it is', () => {
  expect(formatAgo('yesterday', 0)).toBe('yesterday');
});
