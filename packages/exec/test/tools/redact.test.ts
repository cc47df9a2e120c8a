import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {LineOutput} from '../../src/tools/report/line-output.js';
import {Redactor} from '../../src/tools/report/redact.js';
import {sample} from './sample.js';

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a known value', () => {
  const secret = 'p@ss"w\\o<r>d\'1';
  const redactor = new Redactor([secret]);

  test.each([
    ['as it is', secret],
    ['in base64', base64(secret)],
    ['in base64 with the newline of a file', base64(`${secret}\n`)],
    ['in base64 without padding', base64(secret).replace(/=+$/, '')],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
    ["in Go's JSON", JSON.stringify(secret).slice(1, -1).replace('<', '\\u003c').replace('>', '\\u003e')],
    ['in single-quoted YAML', secret.replace("'", "''")],
    ['quoted for a shell', secret.replace("'", `'\\''`)],
    ['in a URL', encodeURIComponent(secret)],
  ])('is masked %s', (_, form) => {
    expect(redactor.values(`before ${form} after`)).toBe('before *** after');
  });

  test('of several lines is masked line by line, but for lines that say nothing', () => {
    const key = '-----BEGIN KEY-----\n  MIIEabcdef\n}\n-----END KEY-----\n';
    const redactor = new Redactor([key]);
    expect(redactor.values(key)).toBe('***');
    expect(redactor.values('key: |\n    MIIEabcdef\n    }')).toBe('key: |\n    ***\n    }');
  });

  test('that contains another one is masked as a whole', () => {
    expect(new Redactor(['abc', 'abcdef']).values('abcdef abc')).toBe('*** ***');
  });

  test('of one or two characters is no secret', () => {
    expect(new Redactor(['', 'a', ' b ', 'no']).values('a banana, no')).toBe('a banana, no');
  });

  test('never shows, whatever it is (property)', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', minLength: 3, maxLength: 20}), fc.nat(2), (secret, form) => {
        const shown = [secret, base64(secret), JSON.stringify(secret)][form]!;
        fc.pre(secret.trim().length >= 3 && !'<***>'.includes(shown));
        expect(new Redactor([secret]).text(`<${shown}>`)).not.toContain(shown);
      }),
    );
  });
});

describe('what stands after a telling word', () => {
  test.each([
    ['kubectl get pods --token abc.def', 'kubectl get pods --token ***'],
    ['kubectl get pods --token=abc.def -A', 'kubectl get pods --token=*** -A'],
    [`helm pull --password 'a b' x`, 'helm pull --password *** x'],
    [
      `create secret generic x --from-literal=a=b '--from-literal=c=d e'`,
      `create secret generic x --from-literal=a=*** '--from-literal=c=***'`,
    ],
    [`helm pull '--password=a'\\''b c' x`, `helm pull '--password=***' x`],
    [`create secret generic x --from-literal 'a=b c'`, `create secret generic x --from-literal 'a=***'`],
    ['Authorization: Bearer eyJhbGciOi.J9-_', 'Authorization: Bearer ***'],
    ['    token: eyJhbGciOiJSUzI1NiIs', '    token: ***'],
    ['https://me:hunter2@charts.example/x', 'https://me:***@charts.example/x'],
    ['pod/web created at 10:30 by a@b', 'pod/web created at 10:30 by a@b'],
    ['--token-auth-file x', '--token-auth-file x'],
  ])('%s', (text, expected) => {
    expect(new Redactor().text(text)).toBe(expected);
  });

  test('in arguments', () => {
    const args = [
      '--token',
      't',
      '--from-literal',
      'k=v',
      '--from-literal=a=b=c',
      '--password=x',
      '--docker-password',
      '-n',
      'plain',
    ];
    expect(new Redactor().args(args)).toEqual([
      '--token',
      '***',
      '--from-literal',
      'k=***',
      '--from-literal=a=***',
      '--password=***',
      '--docker-password',
      '***',
      'plain',
    ]);
  });
});

describe('the data of a Secret', () => {
  const shown = new Redactor();

  test.each(['secret-patch-number', 'secret-server-side-number', 'secret-patch-map', 'secret-yaml', 'secret-json'])(
    'is masked in what kubectl really prints: %s',
    (name) => {
      const {stdout, stderr} = sample('kubectl', name);
      const values = [
        '12345678',
        '123456',
        'topsecretuser',
        'hunter2-is-it',
        base64('hunter2-is-it'),
        base64('a"b}c\\'),
        'a\\\\\\"b}c',
      ];
      expect(values.some((value) => (stdout + stderr).includes(value))).toBe(true);
      const text = shown.text(stderr, 'any') + shown.text(stdout);
      for (const value of values) expect(text).not.toContain(value);
      expect(text).toContain('***');
    },
  );

  test('and nothing else in it is', () => {
    const {stdout} = sample('kubectl', 'secret-yaml');
    expect(shown.text(stdout).split('\n').slice(0, 6)).toEqual([
      'apiVersion: v1',
      'data:',
      '  password: ***',
      '  user: ***',
      'kind: Secret',
      'metadata:',
    ]);
  });

  test.each([
    [
      'block scalars',
      'kind: Secret\nstringData:\n  a: |\n    one\n    two\n  "b": x\ntype: Opaque',
      'kind: Secret\nstringData:\n  a: ***\n  "b": ***\ntype: Opaque',
    ],
    ['flow mappings', 'kind: Secret\ndata: {a: eA==, b: eQ==}\n', 'kind: Secret\ndata: ***\n'],
    ['flow mappings over lines', 'kind: Secret\ndata: {a: eA==,\n  b: eQ==}\nx: 1', 'kind: Secret\ndata: ***\nx: 1'],
    [
      'items of a list',
      '- kind: Secret\n  data:\n    a: eA==\n- kind: X',
      '- kind: Secret\n  data:\n    a: ***\n- kind: X',
    ],
    ['an empty map', 'kind: Secret\ndata: {}\n', 'kind: Secret\ndata: {}\n'],
    [
      'a ConfigMap beside it',
      'kind: Secret\ndata:\n  a: eA==\n---\nkind: ConfigMap\ndata:\n  a: plain\n',
      'kind: Secret\ndata:\n  a: ***\n---\nkind: ConfigMap\ndata:\n  a: plain\n',
    ],
    ['a ConfigMap alone', '{"kind":"ConfigMap","data":{"a":"plain"}}', '{"kind":"ConfigMap","data":{"a":"plain"}}'],
    [
      'JSON with braces and quotes in it',
      '{"kind":"Secret","stringData":{"a":"x}\\"y","b":1},"type":"Opaque"}',
      '{"kind":"Secret","stringData":{"a":"***","b":***},"type":"Opaque"}',
    ],
    ['JSON that is cut off', '{"kind":"Secret","data":{"a":"eA=', '{"kind":"Secret","data":{"a":"***"'],
    ['JSON that is cut off in a key', '{"kind":"Secret","data":{"eA=', '{"kind":"Secret","data":{"***'],
    ['text about data', 'no data: nothing here\ndata loss', 'no data: nothing here\ndata loss'],
  ])('in %s', (_, text, expected) => {
    expect(shown.text(text)).toBe(expected);
  });

  test.each([
    ['a patch', '{"data":{"a":"eA=="}}', '{"data":{"a":"***"}}'],
    [
      "Go's map",
      'Invalid value: "map[data:map[a:x[1] b:y] kind:Secret]"',
      'Invalid value: "map[data:map[***] kind:Secret]"',
    ],
    ['a fragment', '...|":{"a":1}|..., bigger context ...|{"kind":"S|...', '...|***|..., bigger context ...|***|...'],
  ])('in an error, where the kind may be named nowhere: %s', (_, text, expected) => {
    expect(shown.text(text, 'any')).toBe(expected);
  });
});

test('output cut anywhere comes out in whole lines (property)', () => {
  const text = fc.array(fc.string({unit: fc.constantFrom('a', 'b', '\n', '\r\n')}), {maxLength: 8});
  fc.assert(
    fc.property(text, (chunks) => {
      const lines: string[] = [];
      const output = new LineOutput((line) => lines.push(line));
      chunks.forEach((chunk) => output.write(chunk));
      output.end();
      const whole = chunks.join('').split(/\r?\n/);
      if (whole.at(-1) === '') whole.pop();
      expect(lines).toEqual(whole);
    }),
  );
});

test('of a line that a progress bar overwrites, the last version counts', () => {
  const lines: string[] = [];
  const output = new LineOutput((line) => lines.push(line));
  output.write('10%\r50%\r100%\r\ndone');
  output.end();
  expect(lines).toEqual(['100%', 'done']);
});
