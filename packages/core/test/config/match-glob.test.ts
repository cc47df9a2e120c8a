import {expect, test} from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import {globMatcher} from '../../src/config/read/match-glob.js';

const matches = (glob: string, path: string) => globMatcher(glob)?.(path);

test.each([
  ['*.yaml', 'a.yaml', true],
  ['*.yaml', '.a.yaml', false],
  ['.*.yaml', '.a.yaml', true],
  ['*.yaml', 'a/b.yaml', false],
  ['**/*.yaml', 'a.yaml', true],
  ['**/*.yaml', 'a/b/c.yaml', true],
  ['**/*.yaml', 'a/.b/c.yaml', false],
  ['a/**', 'a/b/c', true],
  ['a/**/d/*', 'a/d/x', true],
  ['a/**/d/*', 'a/b/c/d/x', true],
  ['a/**/d/*', 'a/b/c/x', false],
  ['?.yaml', 'ä.yaml', true],
  ['?.yaml', '🎉.yaml', true],
  ['[ab].yaml', 'b.yaml', true],
  ['[!ab].yaml', 'b.yaml', false],
  ['[^ab].yaml', 'c.yaml', true],
  ['[a-cx].yaml', 'b.yaml', true],
  ['[a-cx].yaml', 'd.yaml', false],
  ['[a.yaml', '[a.yaml', true],
  ['[]a].yaml', '].yaml', true],
  ['*.{yml,json}', 'a.json', true],
  ['{a,b{c,d}}.yaml', 'bd.yaml', true],
  ['{a}.yaml', '{a}.yaml', true],
  ['\\*.yaml', '*.yaml', true],
  ['\\*.yaml', 'a.yaml', false],
  ['./a/*', 'a/b', true],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXbYbZ', false],
])('%s takes %s: %s', (glob, path, expected) => expect(matches(glob, path)).toBe(expected));

test('wildcards mean what they mean to picomatch', () => {
  const segment = fc.string({unit: fc.constantFrom('a', 'b', '*', '?', '.'), minLength: 1, maxLength: 6});
  const glob = fc.array(fc.oneof(segment, fc.constant('**')), {minLength: 1, maxLength: 4});
  const name = fc.string({unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 6});
  const path = fc.array(name, {minLength: 1, maxLength: 4});
  // `.` and `..` are not names; `a**` and a dot after a wildcard are where picomatch has rules of its own.
  const isPlain = (parts: string[]) => parts.every((part) => !/^\.+$/.test(part));
  fc.assert(
    fc.property(glob, path, (parts, names) => {
      fc.pre(isPlain(parts) && isPlain(names));
      fc.pre(parts.every((part) => part === '**' || !part.includes('**')));
      fc.pre(parts.every((part) => !/^[*?]+\./.test(part)));
      // picomatch lets `a/**` match `a` itself, which is no file in it.
      fc.pre(parts.at(-1) !== '**' && names.length > 0);
      expect(matches(parts.join('/'), names.join('/'))).toBe(picomatch(parts.join('/'))(names.join('/')));
    }),
    {numRuns: 2000},
  );
});

test('a glob that is made to take for ever does not', () => {
  const name = 'a'.repeat(255);
  const path = Array(30).fill(name).join('/');
  expect(matches(`${'*a'.repeat(100)}b`, name)).toBe(false);
  expect(matches(`${'**/'.repeat(500)}${'*a'.repeat(100)}b`, path)).toBe(false);
  expect(matches(`${'*a'.repeat(100)}`, name)).toBe(true);
  expect(matches('{'.repeat(4000) + ','.repeat(90), name)).toBe(false);
  expect(globMatcher('{a,b}'.repeat(20))).toBeUndefined();
  expect(globMatcher('*'.repeat(5000))).toBeUndefined();
});
