import {describe, expect, test} from '@jest/globals';
import type {Value} from '@kflow/core';
import {mapsOf, mergeDocuments, yamlSafeJson} from '../../src/tools/helm/helm-values-document.js';
import {helmSetArguments} from '../../src/tools/helm/helm-set.js';

// That helm reads these as meant is tested against helm 3 and 4 themselves, in packages/e2e/test/helm-values.test.ts.
describe('each value takes the flag that keeps it', () => {
  test.each<[string, Value, string[]]>([
    ['a number in quotes', '1.10', ['--set-string', 'a=1.10']],
    ['true in quotes', 'true', ['--set-string', 'a=true']],
    ['an empty string', '', ['--set-string', 'a=']],
    ['a string with all that helm would split', '{a,b\\=c', ['--set-string', 'a=\\{a\\,b\\\\=c']],
    ['a string with a NUL', 'a\0', ['--set-json', 'a="a\\u0000"']],
    ['an integer', -5, ['--set', 'a=-5']],
    ['the longest integer', {$number: '9223372036854775807'}, ['--set', 'a=9223372036854775807']],
    ['a longer one', {$number: '9223372036854775808'}, ['--set-json', 'a=9223372036854775808']],
    ['a fraction', 1.5, ['--set-json', 'a=1.5']],
    ['a large float', 1e21, ['--set-json', 'a=1e+21']],
    ['a boolean', false, ['--set', 'a=false']],
    ['null', null, ['--set', 'a=null']],
    ['an empty map', {}, ['--set-json', 'a={}']],
    ['an empty list', [], ['--set-json', 'a=[]']],
    ['a list', ['1', 2, null, {b: {}}], ['--set-json', 'a=["1",2,null,{"b":{}}]']],
    [
      'a list with long integers',
      [1_000_000, {'b.c': [-1_000_000]}],
      ['--set-json', 'a=[1000000,{"b.c":[-1000000]}]', '--set', 'a[0]=1000000', '--set', 'a[1].b\\.c[0]=-1000000'],
    ],
    ['a map', {b: 1, c: {d: 'x'}}, ['--set', 'a.b=1', '--set-string', 'a.c.d=x']],
    ['names with what helm reads in them', {'b.c/d[0]={,\\': 'x'}, ['--set-string', 'a.b\\.c/d\\[0\\]\\=\\{\\,\\\\=x']],
    [
      'a name that no flag can say',
      {'': 1, b: 2_000_000},
      ['--set-json', 'a={"":1,"b":2000000}', '--set', 'a.b=2000000'],
    ],
    ['a map that only looks like a long integer', {$number: 'five'}, ['--set-string', 'a.$number=five']],
  ])('%s', (_, value, expected) => {
    expect(helmSetArguments({a: value})).toEqual(expected);
  });

  test('deeper than helm lets a name be, the rest goes as JSON', () => {
    let value: Value = 'x';
    for (let depth = 0; depth < 40; depth++) value = {k: value};
    const [flag, argument = '', ...more] = helmSetArguments({a: value});
    expect([flag, more]).toEqual(['--set-json', []]);
    expect(argument.split('=')[0]?.match(/\./g)).toHaveLength(30);
    expect(JSON.parse(argument.slice(argument.indexOf('=') + 1))).toEqual(
      JSON.parse('{"k":'.repeat(10) + '"x"' + '}'.repeat(10)),
    );
  });

  test.each<[string, {[key: string]: Value}]>([
    ['an empty name at the top', {'': 1}],
    ['infinity', {a: {b: Infinity}}],
    ['NaN in a list', {a: [NaN]}],
  ])('%s is refused', (_, values) => {
    expect(() => helmSetArguments(values)).toThrow(expect.objectContaining({family: 'user', code: 'KF704'}));
  });
});

describe('documents', () => {
  test('the maps of values, without what is in them', () => {
    expect(mapsOf({a: {b: {c: 1}, d: [1], e: {}}, f: 'x'})).toEqual({a: {b: {}}});
  });

  test('merge key by key', () => {
    expect(mergeDocuments({a: {b: {}}, c: {}}, {a: {b: {d: 'x'}}, e: 'y'})).toEqual({a: {b: {d: 'x'}}, c: {}, e: 'y'});
  });

  test('escape what YAML does not print', () => {
    expect(yamlSafeJson({a: '\x7f\u0085\u2028\ufeff\u0001é😀'})).toBe('{"a":"\\u007f\\u0085\\u2028\\ufeff\\u0001é😀"}');
  });
});
