import fc from 'fast-check';

/** What YAML is made of, and what makes it go wrong. */
const pieces = [
  ...[
    'a',
    'b',
    'c: ',
    'd:',
    '- ',
    '-',
    ', ',
    ',',
    ': ',
    ':',
    ': |\n    t\n    u\n',
    ':\n',
    'k: v',
    '  - ',
    '- - ',
    '- k: ',
  ],
  ...['\n', '\n', '\n  ', '\n    ', '\n\n\n', '\n- ', '\n  - ', '\nk2: v2', '\n  k3: v3', '  ', ' ', '# k', ' # k'],
  ...[
    '\n# k\n',
    '\n  # k\n',
    '[',
    ']',
    '{',
    '}',
    '"x"',
    "'y'",
    '"a\\"b"',
    "'it''s'",
    '""',
    "''",
    '\\n',
    '|\n',
    '|-\n',
    '|+\n',
  ],
  ...[
    '|2\n',
    '>\n',
    '1',
    '.5',
    '1e3',
    '~',
    'null',
    'true',
    '.inf',
    '0x1F',
    '<<',
    '\n---\n',
    '---',
    '--- ',
    '...',
    '&x ',
    '*x',
  ],
  ...['!t ', '? ', '=', '@', '`', '%', 'é', 'http://x', 'a:b', 'x#y', '\t', '\r\n'],
];

const scalars = [
  ...[
    'foo',
    'a b',
    '1',
    '1.50',
    'true',
    'no',
    '~',
    'x:y',
    'a#b',
    'http://a/b?c=d',
    '-1',
    '--flag',
    '.x',
    '0o17',
    '2026-01-01',
  ],
  ...[
    '"q # x"',
    "'s: t'",
    '""',
    '"\\n"',
    '"\\u0041"',
    "it's",
    'a, b',
    'a]b',
    'x - y',
    'a? b',
    '$(x)',
    '<b>',
    'C:\\x',
    'é ü',
    '',
  ],
  ...[
    '[]',
    '{}',
    '[ ]',
    '[a, b]',
    '[a, b,]',
    '{a: 1, b: "c"}',
    '{a: b,}',
    '[ [a], {b: c} ]',
    '[a,\n           b, # c\n           c]',
    '@',
  ],
];
const keys = ['k', '"q"', "'r'", 'a b', '1', 'null', 'k-', '<<'];
const literals = ['|', '|-', '|', '>', '|+'];
const lines = ['text', '  more: x', '- y', '# no', 'a  ', '{{ x }}', ''];

type Tree = {value: string} | {literal: string; lines: string[]} | {entries: Entry[]} | {items: Entry[]};
interface Entry {
  key: string;
  comment: string;
  before: string;
  indentation: number;
  value: Tree;
}

const {tree} = fc.letrec<{tree: Tree; entry: Entry}>((tie) => ({
  tree: fc.oneof(
    {maxDepth: 4, withCrossShrink: true},
    {weight: 4, arbitrary: fc.record({value: fc.constantFrom(...scalars)})},
    {
      weight: 1,
      arbitrary: fc.record({
        literal: fc.constantFrom(...literals),
        lines: fc.array(fc.constantFrom(...lines), {minLength: 1, maxLength: 3}),
      }),
    },
    {weight: 3, arbitrary: fc.record({entries: fc.array(tie('entry'), {minLength: 1, maxLength: 3})})},
    {weight: 2, arbitrary: fc.record({items: fc.array(tie('entry'), {minLength: 1, maxLength: 3})})},
  ),
  entry: fc.record({
    key: fc.constantFrom(...keys),
    comment: fc.constantFrom('', '', '', '', '  # c: d'),
    before: fc.constantFrom('', '', '', '', '', '', '\n', '\n\n', '# zero\n', '  # two\n', '     # five\n'),
    indentation: fc.constantFrom(2, 2, 2, 4, 1, 0),
    value: tie('tree'),
  }),
}));

/** YAML as people write it, nearly always without an error. */
export function arbitraryYaml(): fc.Arbitrary<string> {
  const document = fc.record({
    start: fc.constantFrom('', '---\n', '--- # x\n', '# c\n---\n', '\n---  \n'),
    entries: fc.array(
      fc.record({key: fc.constantFrom(...keys), before: fc.constantFrom('', '', '# c\n'), value: tree}),
      {maxLength: 3},
    ),
  });
  return fc.array(document, {minLength: 1, maxLength: 2}).map((documents) =>
    documents
      .map(({start, entries}, index) => {
        const full = entries.map((entry) => ({...entry, comment: '', indentation: 2}));
        return (index > 0 && start === '' ? '---\n' : start) + written({entries: full}, 0);
      })
      .join(''),
  );
}

/** Texts with a few pieces put in or characters taken out. */
export function arbitraryBroken(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const change = fc.record({at: fc.nat(), drop: fc.nat(3), piece: fc.constantFrom('', ...pieces)});
  return fc.tuple(texts, fc.array(change, {minLength: 1, maxLength: 3})).map(([text, changes]) =>
    changes.reduce((changed, {at, drop, piece}) => {
      const place = at % (changed.length + 1);
      return changed.slice(0, place) + piece + changed.slice(place + drop);
    }, text),
  );
}

/** Pieces in any order. */
export function arbitrarySoup(): fc.Arbitrary<string> {
  const start = fc.constantFrom('', '', 'a: ', 'a:\n', 'a:\n  - ', 'a:\n  b: ', 'k: [', 'k: {');
  return fc
    .tuple(start, fc.array(fc.constantFrom(...pieces), {minLength: 1, maxLength: 10}))
    .map(([first, rest]) => first + rest.join(''));
}

/** A value after its key, from the end of that line on, or at the beginning of a line. */
function written(tree: Tree, column: number): string {
  const indent = ' '.repeat(column);
  if ('value' in tree) return `${tree.value}\n`;
  if ('literal' in tree)
    return `${tree.literal}\n${tree.lines.map((line) => (line ? `${indent}  ${line}` : '')).join('\n')}\n`;
  if ('items' in tree) {
    return tree.items
      .map(({value, comment, before}) => `${before}${indent}-${after(value, comment, column + 2, ' ')}`)
      .join('');
  }
  return tree.entries
    .map(({key, value, comment, before, indentation}, index) => {
      const name = key.endsWith('"') || key.endsWith("'") || key === '<<' ? key : `${key}${index}`;
      return `${before}${indent}${name}:${after(value, comment, column + indentation, '\n')}`;
    })
    .join('');
}

function after(value: Tree, comment: string, column: number, separator: string): string {
  if ('value' in value) return ` ${value.value}${value.value.includes('\n') ? '' : comment}\n`;
  if ('literal' in value) return ` ${written(value, column)}`;
  const text = written(value, column);
  // In a list, what is inside begins on the line of the dash.
  return separator === ' ' && text.startsWith(' '.repeat(column)) ? ` ${text.slice(column)}` : `${comment}\n${text}`;
}
