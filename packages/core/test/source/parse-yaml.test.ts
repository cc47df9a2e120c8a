import {describe, expect, test} from '@jest/globals';
import {parseYaml} from '../../src/source/yaml/parse-yaml.js';
import {Problems} from '../../src/source/report.js';
import type {Value} from '../../src/source/yaml/exact-value.js';

async function parse(text: string): Promise<{values: Value[]; codes: string[]}> {
  const problems = new Problems();
  const roots = await parseYaml('/a.yaml', text, problems.report);
  return {values: roots.map(({value}) => value), codes: problems.sorted([]).map(({code}) => code)};
}

async function value(text: string): Promise<Value | undefined> {
  const {values, codes} = await parse(text);
  expect(codes).toEqual([]);
  return values[0];
}

describe('scalars of the core schema', () => {
  test.each<[string, Value]>([
    ['no', 'no'],
    ['off', 'off'],
    ['Yes', 'Yes'],
    ['True', true],
    ['2026-01-01', '2026-01-01'],
    ['12:30:45', '12:30:45'],
    ['0123', 123],
    ['0o17', 15],
    ['0x1F', 31],
    ['1_000', '1_000'],
    ['1e3', 1000],
    ['1.10', 1.1],
    ['-0', 0],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', {$number: '9007199254740992'}],
    ['9007199254740993', {$number: '9007199254740993'}],
    ['-12345678901234567890', {$number: '-12345678901234567890'}],
    ['+12345678901234567890', {$number: '12345678901234567890'}],
    ['0xFFFFFFFFFFFFFFFF', {$number: '18446744073709551615'}],
    ['"12345678901234567890"', '12345678901234567890'],
    ['!!str 12345678901234567890', '12345678901234567890'],
    ['~', null],
    ['null', null],
    ['', null],
    ['|\n    two\n    lines\n', 'two\nlines\n'],
  ])('%s', async (text, expected) => {
    expect(await value(`a: ${text}`)).toEqual({a: expected});
  });
});

describe('anchors and merges', () => {
  test('aliases', async () => {
    expect(await value('a: &x {b: [1]}\nc: *x\nd: &y text\ne: *y')).toEqual({
      a: {b: [1]},
      c: {b: [1]},
      d: 'text',
      e: 'text',
    });
  });
  test('an anchor that is used again is the last one', async () => {
    expect(await value('a: &x 1\nb: *x\nc: &x 2\nd: *x')).toEqual({a: 1, b: 1, c: 2, d: 2});
  });
  test('own keys win over merged ones, earlier merged ones over later ones', async () => {
    expect(await value('x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz: {<<: [*x, *y], a: 0}')).toEqual({
      x: {a: 1, b: 1},
      y: {b: 2, c: 2},
      z: {a: 0, b: 1, c: 2},
    });
  });
  test('own keys win wherever the merge stands', async () => {
    expect(await value('a: 1\n<<: {a: 2, b: 2}')).toEqual({a: 1, b: 2});
  });
  test('a quoted << is a key', async () => {
    expect(await value('"<<": 1')).toEqual({'<<': 1});
  });
});

test('keys of all sorts', async () => {
  expect(await value('1: a\ntrue: b\n1.10: c\n"": d\n__proto__: e\n~: f')).toEqual(
    Object.fromEntries([
      ['1', 'a'],
      ['true', 'b'],
      ['1.10', 'c'],
      ['', 'd'],
      ['__proto__', 'e'],
      ['~', 'f'],
    ]),
  );
});

test('several documents, empty ones left out', async () => {
  expect((await parse('---\n---\na: 1\n...\n---\n# nothing\n---\n- b\n')).values).toEqual([{a: 1}, ['b']]);
  expect((await parse('')).values).toEqual([]);
  expect((await parse('# only a comment')).values).toEqual([]);
});

test('JSON', async () => {
  expect(await value('{\n\t"a": [1, "b", null],\n\t"c": {}\n}')).toEqual({a: [1, 'b', null], c: {}});
});

test('a byte order mark and CRLF move no place', async () => {
  const problems = new Problems();
  const [root] = await parseYaml('/a.yaml', '\uFEFFa: 1\r\nb:\r\n  - c\r\n', problems.report);
  expect(root?.at('a').keyLocation).toEqual({file: '/a.yaml', line: 1, column: 1, text: 'a'});
  expect(root?.at('b', 0).location).toEqual({file: '/a.yaml', line: 3, column: 5, text: 'c'});
  expect(root?.value).toEqual({a: 1, b: ['c']});
});

test('places of what is not there are those of the closest thing above', async () => {
  const [root] = await parseYaml('/a.yaml', 'a:\n  b: {c: 1}\nd:\n', () => undefined);
  expect(root?.at('a', 'x').location).toMatchObject({line: 1, column: 1, text: 'a'});
  expect(root?.at('a', 'b', 'x', 'y', 0).location).toMatchObject({line: 2, column: 3, text: 'b'});
  expect(root?.at('d').location).toMatchObject({line: 3, column: 1, text: 'd'});
  expect(root?.at('a', 'b', 'c').location).toMatchObject({line: 2, column: 10, text: '1'});
});

test('a million aliases in a short text are refused at once', async () => {
  const levels = Array.from({length: 9}, (_, level) =>
    level === 0
      ? 'l0: &l0 [x]'
      : `l${level}: &l${level} [${Array(10)
          .fill(`*l${level - 1}`)
          .join(', ')}]`,
  );
  expect((await parse(levels.join('\n'))).codes).toEqual(['KF105']);
});

test('many aliases of something small are fine', async () => {
  const text = `a: &a {b: 1}\nc: [${Array(5000).fill('*a').join(', ')}]`;
  expect((await parse(text)).codes).toEqual([]);
});
