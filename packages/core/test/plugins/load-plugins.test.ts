import {expect, test} from '@jest/globals';
import {buildGraph, createPlan, loadProject, memoryFiles} from '../../src/index.js';
import {describeDiagnostic, dir} from '../config/broken/row.js';
import {httpCheck, project, withSchema} from './http-check.js';

const load = (files: {[path: string]: string}) =>
  loadProject({config: 'kflow.yaml', files: memoryFiles(files, {cwd: dir})});
const problems = async (files: {[path: string]: string}) => (await load(files)).diagnostics.map(describeDiagnostic);

test('a block has its defaults, its paths absolute, its durations in seconds and its texts as written', async () => {
  const step =
    'httpCheck: {url: "http://web", body: b.json, version: 1.10, headers: {a: 1}, output: out/x, timeout: 1m30s}';
  const {project: loaded, diagnostics} = await load(project(step, httpCheck, {'b.json': '{}'}));
  expect(diagnostics).toEqual([]);
  expect(loaded?.resources[0]?.steps[0]?.spec).toEqual({
    kind: 'plugin',
    name: 'httpCheck',
    block: {
      url: 'http://web',
      status: 200,
      timeout: 90,
      body: '/p/b.json',
      version: '1.10',
      method: 'GET',
      headers: {a: '1'},
      output: '/p/out/x',
    },
    summary: 'GET http://web of version 1.10 with b.json',
  });
  expect(loaded?.plugins).toMatchObject([
    {
      specifier: './kinds',
      file: '/p/kinds/kflow-plugin.json',
      kinds: [{name: 'httpCheck', waits: true, handler: '/p/kinds/dist/http-check.js'}],
    },
  ]);
});

test('a plan names the kind as YAML does, the same bytes each time, and shows no secret', async () => {
  const plan = async () => {
    const {project: loaded} = await load(project('httpCheck: {url: "http://web", token: s3cr3t-t0ken}'));
    return createPlan(loaded!, buildGraph(loaded!), {operation: 'apply'}).plan;
  };
  const made = await plan();
  expect(made?.phases[0]?.steps).toEqual([
    {
      id: 'app.check',
      resource: 'app',
      step: 'check',
      kind: 'httpCheck',
      namespace: 'web',
      after: {steps: [], ready: []},
      summary: 'httpCheck GET http://web',
    },
  ]);
  expect(JSON.stringify(made)).toBe(JSON.stringify(await plan()));
  expect(JSON.stringify(made)).not.toContain('s3cr3t');
});

test.each([
  [
    'an unknown key',
    'httpCheck: {url: "http://a", statsu: 200}',
    'app.yaml:6:34 [statsu] error KF201 unknown key `statsu` in `httpCheck` -- did you mean `status`?',
  ],
  ['a missing key', 'httpCheck: {}', 'app.yaml:6:5 [httpCheck] error KF203 `httpCheck` has no `url`'],
  ['a key without a value', 'httpCheck: {url: }', 'app.yaml:6:17 [url] error KF203 `url` of `httpCheck` has no value'],
  [
    'a wrong type',
    'httpCheck: {url: "http://a", status: ok}',
    'app.yaml:6:42 [ok] error KF202 `status` takes a whole number, not the text `ok`',
  ],
  [
    'a number in quotes',
    'httpCheck: {url: "http://a", status: "200"}',
    'app.yaml:6:42 ["200"] error KF202 `status` takes a whole number, not the text `200` -- drop the quotes',
  ],
  [
    'a number out of range',
    'httpCheck: {url: "http://a", status: 7}',
    'app.yaml:6:42 [7] error KF222 `status` must be >= 100',
  ],
  [
    'no choice',
    'httpCheck: {url: "http://a", method: POST}',
    'app.yaml:6:42 [POST] error KF204 `method` takes `GET` or `HEAD`, not `POST`',
  ],
  [
    'a pattern',
    'httpCheck: {url: web}',
    'app.yaml:6:22 [web] error KF222 `url` does not match the pattern `^https?://` -- The URL, with http or https.',
  ],
  [
    'a bad duration',
    'httpCheck: {url: "http://a", timeout: soon}',
    'app.yaml:6:43 [soon] error KF210 `soon` is no duration -- write a number of seconds, or something like `90s`, `5m` or `1h30m`',
  ],
  [
    'a duration of a wrong type',
    'httpCheck: {url: "http://a", timeout: true}',
    'app.yaml:6:43 [true] error KF202 `timeout` takes a duration, not the boolean `true` -- quote it: "true"',
  ],
  [
    'a missing file',
    'httpCheck: {url: "http://a", body: b.json}',
    'app.yaml:6:40 [b.json] error KF503 body `b.json` does not exist -- paths are relative to the file that declares them: looked for /p/b.json',
  ],
  [
    'an empty item',
    'httpCheck: {url: "http://a", tags: [""]}',
    'app.yaml:6:41 [""] error KF209 item 1 of `tags` is empty',
  ],
  [
    'a secret of a wrong type',
    'httpCheck: {url: "http://a", token: [s3cr3t]}',
    'app.yaml:6:34 [token] error KF202 `token` takes text, not a list',
  ],
  [
    'a secret that is a number',
    'httpCheck: {url: "http://a", token: 12345}',
    'app.yaml:6:34 [token] error KF202 `token` takes text, not a number',
  ],
  ['no block', 'httpCheck:', 'app.yaml:6:5 [httpCheck] error KF205 step `check` has nothing under `httpCheck`'],
  [
    'a block that is text',
    'httpCheck: yes',
    'app.yaml:6:16 [yes] error KF202 `httpCheck` takes a mapping, not the text `yes`',
  ],
  [
    'a key of the step',
    'httpCheck: {url: "http://a", dependsOn: [b]}',
    'app.yaml:6:34 [dependsOn] error KF201 unknown key `dependsOn` in `httpCheck` -- `dependsOn` belongs to the step, next to `httpCheck`',
  ],
  [
    'a typo of the kind',
    'httpChek: {url: "http://a"}',
    'app.yaml:6:5 [httpChek] error KF201 unknown key `httpChek` in step `check` -- did you mean `httpCheck`?',
  ],
  [
    'two kinds',
    'httpCheck: {url: "http://a"}\n    script: {run: x}',
    'app.yaml:7:5 [script] error KF206 step `check` does 2 things: `httpCheck`, `script` -- split it into one step for each',
  ],
  [
    'a key of the kind in the wrong place',
    'httpCheck: {url: "http://a"}\n    status: 200',
    'app.yaml:7:5 [status] error KF201 unknown key `status` in step `check` -- `status` belongs under `httpCheck`',
  ],
])('%s is told of as with a kind of kflow', async (_, step, expected) => {
  expect(await problems(project(step))).toContain(expected);
});

test('alternatives are told of once', async () => {
  const schema = {
    properties: {file: {type: 'string'}, text: {type: 'string'}},
    oneOf: [{required: ['file']}, {required: ['text']}],
  };
  expect(await problems(project('httpCheck: {}', withSchema(schema)))).toEqual([
    'app.yaml:6:5 [httpCheck] error KF207 `httpCheck` has neither `file` nor `text` -- it takes exactly one of them',
  ]);
  expect(await problems(project('httpCheck: {file: a, text: b}', withSchema(schema)))).toEqual([
    'app.yaml:6:26 [text] error KF207 `httpCheck` has `file` and `text`, but takes only one of them -- keep one',
  ]);
});

test('a block may be absent where its kind says so, and a namespace in it is that of the step', async () => {
  const plugin = withSchema(
    {properties: {namespace: {type: 'string', default: 'tools'}, on: {type: 'boolean', default: true}}},
    {mayBeEmpty: true},
  );
  const {project: loaded, diagnostics} = await load(project('httpCheck:', plugin));
  expect(diagnostics).toEqual([]);
  expect(loaded?.resources[0]?.steps[0]).toMatchObject({
    namespace: 'tools',
    spec: {block: {namespace: 'tools', on: true}, summary: ''},
  });
});

test('numbers of any size stay exact', async () => {
  const {project: loaded} = await load(
    project('httpCheck: {id: 123456789012345678901}', withSchema({properties: {id: {type: 'number'}}})),
  );
  expect(loaded?.resources[0]?.steps[0]?.spec).toMatchObject({block: {id: {$number: '123456789012345678901'}}});
});

const config = (plugins: string): string =>
  `kflow: {version: v1, kind: Config}\nplugins: [${plugins}]\nresources: [app.yaml]\n`;
const text = JSON.stringify(httpCheck);
const step = 'httpCheck: {url: "http://a"}';

test.each([
  ['a file', './kinds/kflow-plugin.json', {}],
  ['a directory without `./`', 'kinds', {}],
  [
    'a directory with a package.json',
    './pkg',
    {'pkg/package.json': '{"kflow": {"plugin": "p.json"}}', 'pkg/p.json': text},
  ],
  [
    'a package',
    'http-check',
    {
      'node_modules/http-check/package.json':
        '{"name": "http-check", "version": "1.2.3", "kflow": {"plugin": "./x/p.json"}}',
      'node_modules/http-check/x/p.json': text,
    },
  ],
  [
    'a package of a scope, further up',
    '@me/http-check',
    {
      '/node_modules/@me/http-check/package.json': '{"kflow": {"plugin": "p.json"}}',
      '/node_modules/@me/http-check/p.json': text,
    },
  ],
])('a plugin is found: %s', async (_, specifier, more) => {
  const {project: loaded, diagnostics} = await load(
    project(step, httpCheck, {'kflow.yaml': config(JSON.stringify(specifier)), ...more}),
  );
  expect(diagnostics).toEqual([]);
  expect(loaded?.plugins?.[0]?.specifier).toBe(specifier);
});

test.each([
  [
    'no such path',
    './kind',
    {},
    'kflow.yaml:2:11 ["./kind"] error KF503 plugin `./kind` does not exist -- did you mean `./kinds`?',
  ],
  [
    'no such package',
    'http-check',
    {},
    'kflow.yaml:2:11 ["http-check"] error KF630 there is no npm package `http-check` to be found from /p -- install it there, e.g. with `npm install http-check`; a path begins with `./`',
  ],
  [
    'a directory with nothing',
    './empty',
    {'empty/x': ''},
    'kflow.yaml:2:11 ["./empty"] error KF631 directory `./empty` is no plugin: it has no `kflow-plugin.json`',
  ],
  [
    'a module',
    './a.ts',
    {'a.ts': ''},
    'kflow.yaml:2:11 ["./a.ts"] error KF631 `./a.ts` is no plugin -- name its `kflow-plugin.json`, or the directory of that; modules with runners belong under `runners`',
  ],
  [
    'a package without a plugin',
    'http-check',
    {'node_modules/http-check/package.json': '{}'},
    'kflow.yaml:2:11 ["http-check"] error KF631 package `http-check` is no plugin: its package.json has no `kflow.plugin` -- a package with runners belongs under `runners`',
  ],
  [
    'a package whose file is missing',
    'http-check',
    {'node_modules/http-check/package.json': '{"kflow": {"plugin": "p.json"}}'},
    'kflow.yaml:2:11 ["http-check"] error KF630 package `http-check` has no file `p.json`, which its package.json names -- the package is broken: install another version, or tell its author',
  ],
  [
    'what cannot be a name',
    'http check',
    {},
    'kflow.yaml:2:11 ["http check"] error KF630 `http check` is neither a path nor the name of an npm package -- a path begins with `./` or ends in `.json`',
  ],
])('a plugin that is not to be had: %s', async (_, specifier, more, expected) => {
  const found = await problems(project(step, httpCheck, {'kflow.yaml': config(JSON.stringify(specifier)), ...more}));
  expect(found).toContain(expected);
});

const kind = httpCheck.stepKinds.httpCheck;
const file = (stepKinds: object): object => ({version: 1, stepKinds});

test.each([
  [
    'not JSON',
    '{"version": 1,\n  oops}',
    /^kinds\/kflow-plugin\.json:\d+:\d+ .*error KF632 kflow-plugin\.json is not valid JSON: /,
  ],
  [
    'another version',
    {version: 2, stepKinds: {}},
    /^kinds\/kflow-plugin\.json:2:14 .*KF633 kflow-plugin\.json is of version `2`, and this kflow reads version 1 -- use a newer kflow/,
  ],
  ['no version', {stepKinds: {}}, /KF203 the plugin has no `version`/],
  [
    'an unknown key',
    file({httpCheck: {...kind, wait: true}}),
    /KF201 unknown key `wait` in `httpCheck` -- did you mean `waits`\?/,
  ],
  [
    "the name of kflow's own kind",
    file({wait: kind}),
    /^kflow\.yaml:2:11 .*KF635 two step kinds are called `wait`: kflow's own, and one in \/p\/kinds\/kflow-plugin\.json -- rename it in the plugin/,
  ],
  [
    'a name that steps have',
    file({dependsOn: kind}),
    /KF634 `dependsOn` cannot be the name of a step kind: it means something else to kflow/,
  ],
  [
    'a bad name',
    file({'http-check': kind}),
    /KF634 `http-check` cannot be the name of a step kind -- a lower-case letter/,
  ],
  [
    'a block that is no mapping',
    withSchema({type: 'array'}),
    /KF634 the schema of step kind `httpCheck`: the block of a step kind is a mapping/,
  ],
  [
    'an unknown keyword',
    withSchema({propertees: {}}),
    /KF634 the schema of step kind `httpCheck`: strict mode: unknown keyword: "propertees"/,
  ],
  [
    'a bad type',
    withSchema({properties: {a: {type: 'text'}}}),
    /KF634 the schema of step kind `httpCheck`: schema is invalid: data\/properties\/a\/type/,
  ],
  [
    'a typo in a format',
    withSchema({properties: {a: {format: 'kflow-paht'}}}),
    /^kinds\/kflow-plugin\.json:\d+:\d+ \["kflow-paht"\] .*there is no format `kflow-paht` -- did you mean `kflow-path`\?/,
  ],
  [
    'a default that does not fit',
    withSchema({properties: {a: {type: 'integer', default: 'x'}}}),
    /KF634 .*: the default value must be integer/,
  ],
  [
    'a format without effect',
    withSchema({anyOf: [{properties: {a: {format: 'kflow-path'}}}]}),
    /KF634 .*: the format `kflow-path` has no effect here -- put it where it counts/,
  ],
  [
    'a reference to elsewhere',
    withSchema({properties: {a: {$ref: 'https://example.com/a.json'}}}),
    /KF634 .*: `\$ref` leads to `https:\/\/example\.com\/a\.json`, out of the schema/,
  ],
  [
    'a reference to nothing',
    withSchema({properties: {a: {$ref: '#/definitions/x'}}}),
    /KF634 .*: `\$ref` to `#\/definitions\/x` leads to nothing/,
  ],
  [
    'a reference in a circle',
    withSchema({properties: {a: {$ref: '#'}}}),
    /KF634 .*: `\$ref` to `#` leads back to itself/,
  ],
  [
    'a bad pattern',
    withSchema({properties: {a: {type: 'string', pattern: '(['}}}),
    /KF634 the schema of step kind `httpCheck`: .*(regexp|missing|closing)/i,
  ],
  [
    'a summary of nothing',
    withSchema({properties: {}}, {summary: 'of {url}'}),
    /KF634 the summary of step kind `httpCheck`: `\{url\}` names no field of the schema/,
  ],
  [
    'a summary with a secret',
    withSchema({properties: {t: {type: 'string', writeOnly: true}}}, {summary: '{t}'}),
    /KF634 .*`\{t\}` would show a secret/,
  ],
])('a plugin that is wrong: %s', async (_, plugin, expected) => {
  const found = await problems(project(step, plugin));
  expect(found.filter((text) => expected.test(text))).toHaveLength(1);
});

test('two plugins with one kind: both are named', async () => {
  const found = await load(
    project(step, httpCheck, {'kflow.yaml': config('./kinds, ./other'), 'other/kflow-plugin.json': text}),
  );
  expect(found.diagnostics).toMatchObject([
    {
      code: 'KF635',
      message: 'two step kinds are called `httpCheck`: in /p/kinds/kflow-plugin.json and in /p/other/kflow-plugin.json',
      at: {line: 2, column: 20},
      related: [{at: {file: '/p/other/kflow-plugin.json'}}, {at: {file: '/p/kinds/kflow-plugin.json'}}],
    },
  ]);
});

test('a kind whose package nobody declared: the package is named', async () => {
  const found = await problems(
    project(step, httpCheck, {
      'kflow.yaml': 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n',
      'package.json': '{"devDependencies": {"other": "1", "kflow-http-check": "1"}}',
      'node_modules/kflow-http-check/package.json': '{"kflow": {"plugin": "p.json"}}',
      'node_modules/kflow-http-check/p.json': text,
    }),
  );
  expect(found).toContain(
    'app.yaml:6:5 [httpCheck] error KF201 unknown key `httpCheck` in step `check` -- `httpCheck` is a step kind of the package `kflow-http-check`: name that under `plugins` of the root config',
  );
});

test('a kind whose directory nobody declared: the directory is named', async () => {
  const root = 'kflow: {version: v1, kind: Config}\nresources: [app.yaml]\n';
  expect(await problems(project(step, httpCheck, {'kflow.yaml': root}))).toContain(
    'app.yaml:6:5 [httpCheck] error KF201 unknown key `httpCheck` in step `check` -- `httpCheck` is a step kind of `./kinds`: name that under `plugins` of the root config',
  );
  expect((await problems(project('zzzzzzzz: {}', httpCheck, {'kflow.yaml': root}))).join()).toContain(
    '`createNamespace`; a step kind of a plugin needs the plugin under `plugins` of the root config',
  );
});

test('a schema with tabs is JSON as well', async () => {
  expect(await problems(project(step, JSON.stringify(httpCheck, undefined, '\t')))).toEqual([]);
});

test('definitions are resolved, and closed', async () => {
  const schema = {
    properties: {a: {$ref: '#/definitions/size', description: 'Size of a.'}, b: {$ref: '#/definitions/size'}},
    definitions: {size: {type: 'object', properties: {cpu: {format: 'kflow-text', default: '1'}}}},
  };
  const plugin = withSchema(schema);
  const {project: loaded} = await load(project('httpCheck: {a: {}, b: {cpu: 2}}', plugin));
  expect(loaded?.resources[0]?.steps[0]?.spec).toMatchObject({block: {a: {cpu: '1'}, b: {cpu: '2'}}});
  expect(await problems(project('httpCheck: {a: {cpus: 1}}', plugin))).toEqual([
    'app.yaml:6:21 [cpus] error KF201 unknown key `cpus` in `a` -- did you mean `cpu`?',
  ]);
});
