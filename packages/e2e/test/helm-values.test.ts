import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from '@jest/globals';
import {createCommandRunner, createHelm, helmSetArguments, helmUpgrade} from '@kflow/exec';
import fc from 'fast-check';
import {parse} from 'yaml';
import {sandbox, userEnvironment, type HelmMajor} from '../harness/sandbox.js';

type Value = string | number | boolean | null | Value[] | {[key: string]: Value};
type Values = {[key: string]: Value};

let directory: string;
let chart: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kflow-helm-values-'));
  chart = join(directory, 'chart');
  await mkdir(join(chart, 'templates'), {recursive: true});
  await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: values\nversion: 0.1.0\n');
  await writeFile(join(chart, 'values.yaml'), 'default: {map: {kept: 1}, list: [1, 2], text: x}\n');
  // What the values are, and what a template makes of them in text. Encoded, so that no value can be taken for YAML.
  await writeFile(
    join(chart, 'templates/values.yaml'),
    'json: {{ .Values | toJson | b64enc }}\nprinted: {{ .Values.printed | default dict | toString | b64enc }}\n',
  );
});
afterAll(() => rm(directory, {recursive: true, force: true}));

/** The chart's only template, as real helm renders it. */
async function template(helm: HelmMajor, args: string[], stdin?: string): Promise<{values: Values; printed: string}> {
  const {bin, helm3} = sandbox();
  const tool = join(helm === 3 ? helm3 : bin, 'helm');
  const result = await createCommandRunner({env: userEnvironment(directory, helm)}).run({
    tool,
    args: ['template', 'release', chart, ...args],
    stdin,
  });
  if (result.exitCode !== 0) throw new Error(`helm ${helm}: ${result.stderr}`);
  return read(result.stdout);
}

function read(stdout: string): {values: Values; printed: string} {
  const {json, printed} = parse(stdout) as {json: string; printed: string};
  const decode = (text: string) => Buffer.from(text, 'base64').toString();
  const {default: _, ...values} = parse(decode(json), {intAsBigInt: true, uniqueKeys: false}) as Values;
  return {values: asHelmHoldsThem(values) as Values, printed: decode(printed)};
}

/** An integer of 64 bits as it is, any other number as a double: what helm can hold. */
function held(number: number | bigint): number | bigint {
  if (typeof number === 'number') return Number.isInteger(number) ? held(BigInt(number)) : number;
  return BigInt.asIntN(64, number) === number ? number : Number(number);
}

/** The same with every number as helm holds it. */
function asHelmHoldsThem(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asHelmHoldsThem);
  if (typeof value === 'number' || typeof value === 'bigint') return held(value);
  if (typeof value !== 'object' || value === null) return value;
  const {$number} = value as {$number?: unknown};
  if (typeof $number === 'string') return held(BigInt($number));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asHelmHoldsThem(item)]));
}

/** The values as a file, which YAML parsers read as they are. */
function valuesFile(value: Value): string {
  if (Array.isArray(value)) return `[${value.map(valuesFile).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    if (typeof value.$number === 'string') return value.$number;
    return `{${Object.entries(value).map(([key, item]) => `${valuesFile(key)}: ${valuesFile(item)}`)}}`;
  }
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Text that somebody on the way might take for something else. */
const trap = fc.constantFrom(
  ...[
    '',
    ' ',
    ' a ',
    '0',
    '1',
    '-1',
    '007',
    '1.5',
    '1e3',
    '0x1f',
    'true',
    'False',
    'null',
    'NULL',
    '~',
    'no',
    '.inf',
    '{}',
    '[]',
  ],
  ...[
    '{a,b}',
    '{',
    '}',
    '[0]',
    'a,b',
    ',',
    'a=b',
    '=',
    'a.b',
    '.',
    '\\',
    '\\,',
    'a\\',
    '\n',
    'a\n',
    '\ta',
    '"',
    "'",
    '-',
    '- a',
    '-f',
    '#',
    '%',
    '$x',
  ],
  ...[
    'a: b',
    '{{ x }}',
    '\0',
    'a\0b',
    '\u0085',
    '\u2028',
    '\ufeff',
    'é',
    '😀',
    '<&>',
    '---',
    '|',
    '*a',
    '&a',
    '!a',
    '@',
    '`',
  ],
);
const text = fc.oneof(
  trap,
  fc.string({unit: 'binary', maxLength: 8}),
  fc.tuple(trap, trap).map(([a, b]) => a + b),
);
const number = fc.oneof(
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(0, 1, -1, 999_999, 1_000_000, -1_000_000, 1e21, 1.5, -0.25, 1e-7, 5e-324, Number.MAX_VALUE),
  // Between 2^53 and 2^63 a double prints other digits than it has, which would only confuse the comparison.
  fc.double({noNaN: true, noDefaultInfinity: true}).filter((x) => !Number.isInteger(x) || Math.abs(x) > 2 ** 63),
);
/** What the loader makes of integers that a double cannot hold. */
const exact = fc
  .oneof(fc.bigInt({min: -(2n ** 63n), max: 2n ** 63n - 1n}), fc.bigInt({min: -(2n ** 70n), max: 2n ** 70n}))
  .filter((integer) => !Number.isSafeInteger(Number(integer)))
  .map((integer): Value => ({$number: integer.toString()}));
const key = text.filter((name) => !['', '__proto__', '$number', '<<'].includes(name) && !name.includes('\0'));
/** Names that no flag can say. Long integers below one lose digits, as in a values file; other values do not. */
const oddKey = fc.constantFrom('', '\0', 'a\0b');
const {value} = fc.letrec<{value: Value; plain: Value}>((tie) => ({
  value: fc.oneof(
    {maxDepth: 4},
    text,
    number,
    exact,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), {maxLength: 4}),
    fc.dictionary(key, tie('value'), {maxKeys: 4, noNullPrototype: true}),
    fc
      .tuple(
        fc.dictionary(key, tie('value'), {maxKeys: 2, noNullPrototype: true}),
        fc.dictionary(oddKey, tie('plain'), {maxKeys: 2, noNullPrototype: true}),
      )
      .map(([values, odd]) => ({...values, ...odd})),
  ),
  plain: fc.oneof(
    {maxDepth: 3},
    text,
    number,
    fc.array(tie('plain'), {maxLength: 3}),
    fc.dictionary(fc.oneof(key, oddKey), tie('plain'), {maxKeys: 3, noNullPrototype: true}),
  ),
}));

/** Several values for one process: some under names that need no care, one under any that can stand at the top. */
const values = fc
  .tuple(
    fc.array(value, {minLength: 6, maxLength: 6}),
    key.filter((name) => !['default', 'printed', 'global'].includes(name)),
    value,
  )
  .map(([items, name, item]): Values => ({
    ...Object.fromEntries(items.map((item, index) => [`v${index}`, item])),
    [name]: item,
  }));

describe.each<HelmMajor>([3, 4])('values reach a chart exactly, with helm %i', (helm) => {
  test('as the YAML says, and as a values file would (property)', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (all) => {
        const byFlags = await template(helm, helmSetArguments(all));
        expect(byFlags.values).toEqual(asHelmHoldsThem(all));
        // A file loses digits of long integers, so those are left to the comparison above.
        const short = JSON.parse(
          JSON.stringify(all, (_, item) => (item?.$number === undefined ? item : 'long')),
        ) as Values;
        const file = join(directory, 'values.yaml');
        await writeFile(file, valuesFile(short));
        expect((await template(helm, helmSetArguments(short))).values).toEqual(
          (await template(helm, ['-f', file])).values,
        );
      }),
      {numRuns: 12},
    );
  });

  test('integers are printed as they are written, in lists too', async () => {
    const printed = {a: 1_000_000, b: [123456789, {c: 8080, d: 1234567}], e: {$number: '9223372036854775807'}};
    // A values file makes floats of them, which Go prints as 1e+06.
    expect((await template(helm, helmSetArguments({printed}))).printed).toBe(
      'map[a:1000000 b:[123456789 map[c:8080 d:1234567]] e:9223372036854775807]',
    );
  });

  test('over what the chart has of another type', async () => {
    const {bin, helm3} = sandbox();
    const set = helmSetArguments({default: {map: 'text', list: {a: 1}, text: [null]}});
    const {stdout} = await createCommandRunner({env: userEnvironment(directory, helm)}).run({
      tool: join(helm === 3 ? helm3 : bin, 'helm'),
      args: ['template', 'release', chart, ...set],
    });
    const {json} = parse(stdout) as {json: string};
    expect(JSON.parse(Buffer.from(json, 'base64').toString())).toEqual({
      default: {map: 'text', list: {a: 1}, text: [null]},
    });
  });
});

describe.each<HelmMajor>([3, 4])('helm upgrade --install, with helm %i', (helm) => {
  /** What the chart would see: the upgrade's own flags and input, given to `helm template`. */
  async function seen(spec: {
    valuesFiles?: {[name: string]: string};
    values?: Values;
    secretValues?: {[path: string]: string};
  }) {
    const {bin, helm3} = sandbox();
    const files = Object.entries(spec.valuesFiles ?? {}).map(([name, text]) => ({path: join(directory, name), text}));
    for (const {path, text} of files) await writeFile(path, text);
    const runner = createCommandRunner({env: userEnvironment(directory, helm)});
    const commands = {
      run: (request: Parameters<typeof runner.run>[0]) => {
        expect(request.args.slice(0, 2)).toEqual(['upgrade', '--install']);
        return runner.run({...request, args: ['template', ...request.args.slice(2)]});
      },
    };
    const secrets = Object.entries(spec.secretValues ?? {});
    const {result} = await helmUpgrade(createHelm({commands, executable: join(helm === 3 ? helm3 : bin, 'helm')}), {
      spec: {
        kind: 'helm',
        release: 'release',
        chart,
        local: true,
        valuesFiles: files.map(({path}) => path),
        values: spec.values ?? {},
        secretValues: Object.fromEntries(secrets.map(([path]) => [path, {fromEnv: path}])),
      },
      dryRun: false,
      sources: {commands: runner, cwd: directory, env: Object.fromEntries(secrets)},
    });
    return read(result.stdout).values;
  }

  test('secret values win over values files and join the others', async () => {
    const secret = 'a "b"\n\u0085\u2028\ufeff😀 {x},y=\\ ';
    const values = await seen({
      valuesFiles: {'one,"two".yaml': 'auth: {password: file, user: me}\nplain: file\n'},
      values: {plain: 'flag', auth: {port: 5432}},
      secretValues: {'auth.password': secret, 'x\\.y.z': '1', 'a.b.c': 'true'},
    });
    expect(values).toEqual({
      plain: 'flag',
      auth: {password: secret, user: 'me', port: 5432n},
      'x.y': {z: '1'},
      a: {b: {c: 'true'}},
    });
  });

  test('a value inside of what a values file leaves empty or makes something else', async () => {
    const values = await seen({
      valuesFiles: {'empty.yaml': 'resources:\nother: [1]\nkept: {a: {x: 1}}\n'},
      values: {resources: {limits: {cpu: '1'}}, other: {b: 1.5}, kept: {a: {y: [2]}}},
    });
    expect(values).toEqual({
      resources: {limits: {cpu: '1'}},
      other: {b: 1.5},
      kept: {a: {x: 1n, y: [2n]}},
    });
  });
});
