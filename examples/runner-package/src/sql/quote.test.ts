import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {identifier, literal} from './quote.js';

describe('identifiers', () => {
  for (const [name, quoted] of [
    ['app', '"app"'],
    ['App Data', '"App Data"'],
    ['a"; DROP DATABASE b; --', '"a""; DROP DATABASE b; --"'],
    ["it's\\", `"it's\\"`],
    ['x'.repeat(63), `"${'x'.repeat(63)}"`],
  ] as const) {
    it(name, () => assert.equal(identifier(name), quoted));
  }

  for (const name of ['', 'x'.repeat(64), 'ü'.repeat(32), 'a\0b']) {
    it(`not ${JSON.stringify(name)}`, () => assert.throws(() => identifier(name), RangeError));
  }
});

describe('literals', () => {
  for (const [text, quoted] of [
    ['', "''"],
    ["it's", "'it''s'"],
    ["'; DROP TABLE a; --", "'''; DROP TABLE a; --'"],
    ['a\\b', " E'a\\\\b'"],
    ["\\'", " E'\\\\'''"],
    [':var $1 "x"', `':var $1 "x"'`],
  ] as const) {
    it(text, () => assert.equal(literal(text), quoted));
  }

  it('no zero byte', () => assert.throws(() => literal('a\0'), RangeError));
});
