import {config, header, resource, step, type Row} from './row.js';

/** Text that is no YAML, or YAML that kflow refuses. */
export const syntax: Row[] = [
  {
    name: 'an unclosed list',
    files: config('phases: [a, b\nautoCreateNamespace: true'),
    expected: [
      'kflow.yaml:3:9 [[a, b] error KF101 invalid YAML: the list is not closed -- end it with `]` (not before here: kflow.yaml:4:1)',
    ],
  },
  {
    name: 'an unclosed quote',
    files: resource('description: "open'),
    expected: [
      'app.yaml:3:14 ["open] error KF101 invalid YAML: the quoted text is not closed -- end it with the quote it begins with (not before here: app.yaml:4:1)',
    ],
  },
  {
    name: 'a nested mapping on one line',
    files: resource('description: what: it is'),
    expected: [
      'app.yaml:3:14 [w] error KF101 invalid YAML: a key inside of a value -- quote the value if it contains `: `, else check the indentation here and on the next line',
    ],
  },
  {
    name: 'a key out of line',
    files: resource('namespace: a\n phase: b'),
    expected: [
      'app.yaml:3:12 [a] error KF101 invalid YAML: a key inside of a value -- quote the value if it contains `: `, else check the indentation here and on the next line',
    ],
  },
  {
    name: 'several errors in one file',
    files: resource('namespace: @a\ndescription: `b`\nphase: %c'),
    expected: [
      'app.yaml:3:12 [@] error KF101 invalid YAML: a value cannot begin with `@` -- quote the value',
      'app.yaml:4:14 [`] error KF101 invalid YAML: a value cannot begin with ``` -- quote the value',
      'app.yaml:5:8 [%] error KF101 invalid YAML: a value cannot begin with `%` -- quote the value',
    ],
  },
  {
    name: 'a tab as indentation',
    files: resource('steps:\n\t- name: a'),
    expected: [
      'app.yaml:4:1 error KF102 the line is indented with a tab -- YAML is indented with spaces: replace the tab',
    ],
  },
  {
    name: 'a tab as indentation, CRLF',
    files: resource('helm:\r\n\tchart: a\r\n'),
    expected: [
      'app.yaml:4:1 error KF102 the line is indented with a tab -- YAML is indented with spaces: replace the tab',
    ],
  },
  {
    name: 'a tab before a nested key',
    files: resource('helm:\n  chart: a\n\tversion: 1'),
    expected: [
      'app.yaml:5:1 error KF102 the line is indented with a tab -- YAML is indented with spaces: replace the tab',
    ],
  },
  {
    name: 'an escape that does not exist',
    files: resource('description: "C:\\windows"'),
    expected: [
      'app.yaml:3:17 [\\] error KF101 invalid YAML: invalid escape sequence \\w -- write `\\\\` for a backslash, or use single quotes',
    ],
  },
  {
    name: 'a template',
    files: resource('namespace: {{ .Values.ns }}'),
    expected: [
      'app.yaml:3:13 [{ .Values.ns }] error KF107 a key has to be text, not a list or a mapping -- quote it if it begins with `{` or `[`; templates such as `{{ ... }}` are not filled in',
    ],
  },
  {
    name: 'a half template',
    files: resource('description: {{ .Values.a }} b'),
    expected: [
      'app.yaml:3:30 [b] error KF101 invalid YAML: unexpected text after a value -- kflow reads plain YAML: templates such as `{{ ... }}` are not filled in',
    ],
  },
  {
    name: 'a duplicate key',
    files: resource('phase: a\nnamespace: x\nphase: b'),
    expected: [
      'app.yaml:5:1 [phase] error KF103 `phase` stands twice in one mapping, first on line 3 -- remove one of the two (first here: app.yaml:3:1)',
    ],
  },
  {
    name: 'a key that stands three times',
    files: resource('phase: a\nphase: b\nphase: c'),
    expected: [
      'app.yaml:4:1 [phase] error KF103 `phase` stands twice in one mapping, first on line 3 -- remove one of the two (first here: app.yaml:3:1)',
      'app.yaml:5:1 [phase] error KF103 `phase` stands twice in one mapping, first on line 3 -- remove one of the two (first here: app.yaml:3:1)',
    ],
  },
  {
    name: 'a duplicate key in values',
    files: step('helm: {chart: r/c, values: {1: a, "1": b}}'),
    expected: [
      'app.yaml:5:39 ["1"] error KF103 `1` stands twice in one mapping, first on line 5 -- remove one of the two (first here: app.yaml:5:33)',
    ],
  },
  {
    name: 'an unknown anchor',
    files: resource('namespace: *ns'),
    expected: ['app.yaml:3:12 [*ns] error KF104 there is no anchor `&ns` before this alias'],
  },
  {
    name: 'an anchor that comes later',
    files: resource('namespace: *ns\ndescription: &ns a'),
    expected: ['app.yaml:3:12 [*ns] error KF104 there is no anchor `&ns` before this alias'],
  },
  {
    name: 'an anchor inside itself',
    files: step('helm:\n  chart: r/c\n  values: &v\n    a: *v'),
    expected: ['app.yaml:8:12 [*v] error KF105 `*v` stands inside of what it refers to'],
  },
  {
    name: 'an alias bomb',
    files: step(
      [
        'helm:',
        '  chart: r/c',
        '  values:',
        '    a: &a [x, x, x, x, x, x, x, x, x, x]',
        ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, index) => {
          const before = `*${'abcdefgh'[index]}`;
          return `    ${name}: &${name} [${Array(10).fill(before).join(', ')}]`;
        }),
      ].join('\n'),
    ),
    expected: ['app.yaml:12:44 [*d] error KF105 the aliases of this document expand to more than 100,000 values'],
  },
  {
    name: 'a tag of its own',
    files: resource('namespace: !env NAMESPACE'),
    expected: ['app.yaml:3:12 [!env] error KF106 unsupported tag !env -- drop the tag; quote the value if it is text'],
  },
  {
    name: 'a binary tag',
    files: resource('namespace: !!binary aGk='),
    expected: ['app.yaml:3:21 [aGk=] error KF106 the tag `tag:yaml.org,2002:binary` is not supported'],
  },
  {
    name: 'a list as a key',
    files: resource('? [a, b]\n: c'),
    expected: [
      'app.yaml:3:3 [[a, b]] error KF107 a key has to be text, not a list or a mapping -- quote it if it begins with `{` or `[`; templates such as `{{ ... }}` are not filled in',
    ],
  },
  {
    name: 'a merge of text',
    files: resource('<<: text'),
    expected: [
      'app.yaml:3:1 [<<] error KF108 `<<` merges a mapping, or a list of mappings -- write `<<: *anchor`, or quote the key if it is meant as text',
    ],
  },
  {
    name: 'a number that JSON does not have',
    files: step('helm: {chart: r/c, values: {limit: .inf, other: .nan}}'),
    expected: [
      'app.yaml:5:40 [.inf] error KF110 `.inf` is a number that neither JSON nor Kubernetes has -- quote it if it is text: ".inf"',
      'app.yaml:5:53 [.nan] error KF110 `.nan` is a number that neither JSON nor Kubernetes has -- quote it if it is text: ".nan"',
    ],
  },
  {
    name: 'too many levels to parse',
    files: resource(`description: ${'['.repeat(5000)}`),
    expected: ['app.yaml:1:1 error KF109 the document is nested too deeply'],
  },
  {
    name: 'too many levels',
    files: step(`helm: {chart: r/c, values: {a: ${'['.repeat(300)}${']'.repeat(300)}}}`),
    expected: [
      'app.yaml:5:231 [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]] error KF109 the document has more than 200 levels',
    ],
  },
  {
    name: 'errors in several files',
    files: {
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [b.yaml, a.yaml]\n',
      'a.yaml': `${header}phase: [`,
      'b.yaml': `${header}phase: "x`,
    },
    expected: [
      'b.yaml:3:8 ["x] error KF101 invalid YAML: the quoted text is not closed -- end it with the quote it begins with (not before here: b.yaml:3:10)',
      'a.yaml:3:8 [[] error KF101 invalid YAML: the list is not closed -- end it with `]` (not before here: a.yaml:3:9)',
    ],
  },
  {
    name: 'a broken root config',
    files: {'kflow.yaml': 'kflow: {version: v1, kind: Config\n'},
    expected: [
      'kflow.yaml:1:8 [{version: v1, kind: Config] error KF101 invalid YAML: the mapping is not closed -- end it with `}` (not before here: kflow.yaml:2:1)',
    ],
  },
  {
    name: 'text after a document',
    files: resource('phase: a\n...\nmore text\n: x'),
    expected: [
      'app.yaml:6:1 [:] error KF101 invalid YAML: unexpected `:` -- check the indentation here and on the line before',
    ],
  },
];
