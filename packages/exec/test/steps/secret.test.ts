import {afterEach, expect, test} from '@jest/globals';
import type {CommandRequest} from '../../src/ports/command-runner.js';
import {Scene} from '../operations/scene.js';

const password = 'hunter2-hunter2';

afterEach(() => {
  delete process.env['KFLOW_TEST_PASSWORD'];
});

/** A scene whose kubectl takes an object on standard input; the objects that it took. */
async function scene(spec: string, files: {[path: string]: string} = {}, more = 'namespace: default') {
  const made = await Scene.of({a: `${more}\nsteps: [{name: s, secret: {${spec}}}]`}, files);
  const taken: any[] = [];
  made.tools.answer(/^kubectl apply/, ({stdin = ''}: CommandRequest) => {
    taken.push(JSON.parse(stdin));
    return {stdout: 'secret/s created\n'};
  });
  return {made, taken};
}

const decoded = (data: {[key: string]: string}) =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));

const everything = async (made: Scene, report: unknown) =>
  JSON.stringify([report, made.events, await made.state(), made.tools.ran]);

test('every source gives its keys, and the object goes to kubectl on standard input', async () => {
  process.env['KFLOW_TEST_PASSWORD'] = password;
  const {made, taken} = await scene(
    `name: creds, literals: {n: 1}, fromEnv: {e: KFLOW_TEST_PASSWORD}, fromFiles: [x.key, k=x.key], fromEnvFile: s.env, fromCommand: {c: show it}`,
    {'x.key': 'key\n', 's.env': '# none\nA=b c \n\n  B="q"\n'},
  );
  made.tools.answer(/^bash/, {stdout: ' from a command\n'});
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual(['bash -c show it', 'kubectl apply -f - --namespace default']);
  const {data, ...rest} = taken[0];
  expect(rest).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {name: 'creds', labels: {'app.kubernetes.io/managed-by': 'kflow'}},
  });
  expect(decoded(data)).toEqual({
    n: '1',
    e: password,
    'x.key': 'key\n',
    k: 'key\n',
    A: 'b c ',
    B: '"q"',
    c: 'from a command',
  });
});

test('a value is in no event, state or error, even if kubectl says it', async () => {
  const {made} = await scene(`literals: {p: ${password}}`);
  made.tools.answer(/never/, {});
  const failing = await Scene.of({a: `namespace: default\nsteps: [{name: s, secret: {literals: {p: ${password}}}}]`});
  const code = Buffer.from(password).toString('base64');
  failing.tools.answer(/apply/, {exitCode: 1, stderr: `Error from server: ${password} and ${code}\n`});
  for (const one of [made, failing]) {
    const all = await everything(one, await one.run(one.plan('apply')));
    expect(all).not.toContain(password);
    expect(all).not.toContain(code);
  }
});

test('what later steps print of it is masked as well', async () => {
  const steps = `steps: [{name: s, secret: {literals: {p: ${password}}}}, {name: t, script: {run: tell}}]`;
  const made = await Scene.of({a: `namespace: default\n${steps}`});
  made.tools.answer(/apply/, {stdout: 'secret/s created\n'});
  made.tools.answer(/^bash/, {exitCode: 1, stdout: `it is ${password}\n`});
  const all = await everything(made, await made.run(made.plan('apply')));
  expect(all).toContain('it is ***');
  expect(all).not.toContain(password);
});

test.each([
  [
    'two sources',
    'literals: {x: 1}, fromFiles: [x]',
    /the key x of secret s is given twice: by literals and by fromFiles \/.*x$/,
  ],
  ['two lines', 'fromEnvFile: twice.env', /by fromEnvFile \/.*twice\.env:1 and by fromEnvFile \/.*twice\.env:2$/],
])('a key from %s is refused, and no command runs', async (_, spec, message) => {
  const {made} = await scene(`${spec}, fromCommand: {c: show it}`, {x: '', 'twice.env': 'A=1\nA=2\n'});
  const report = await made.run(made.plan('apply'));
  expect(report.failed).toMatchObject([{error: {code: 'KF707', message: expect.stringMatching(message)}}]);
  expect(made.tools.ran).toEqual([]);
});

test.each([
  ['variable', 'fromEnv: {p: KFLOW_TEST_MISSING}', 'KF706', 'KFLOW_TEST_MISSING is not set'],
  ['line', 'fromEnvFile: bad.env', 'KF708', 'bad.env:2: this is no `KEY=value`'],
  ['command', 'fromCommand: {c: fail}', 'KF703', 'the key c of secret s: its command failed: no key'],
])('a missing or broken %s fails the step', async (_, spec, code, message) => {
  const {made} = await scene(spec, {'bad.env': 'A=1\nMII/half of a secret\n'});
  made.tools.answer(/^bash/, {exitCode: 3, stdout: 'half', stderr: 'no key\n'});
  const report = await made.run(made.plan('apply'));
  expect(report.failed).toMatchObject([{error: {code, message: expect.stringContaining(message)}}]);
  expect(JSON.stringify([report, made.events])).not.toContain('half');
});

test('ifNotExists leaves one that exists, and reads nothing for it', async () => {
  const {made} = await scene('ifNotExists: true, fromCommand: {c: generate}');
  made.tools.answer(/^bash/, {stdout: 'new'});
  await made.run(made.plan('apply'));
  expect(made.tools.ran).toHaveLength(2);
  made.reader.put({apiVersion: 'v1', kind: 'Secret', metadata: {name: 's', namespace: 'default'}});
  expect((await made.run(made.plan('apply'))).outcome).toBe('succeeded');
  expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
  expect(made.tools.ran).toHaveLength(2);
});

test('destroy deletes it without reading its values', async () => {
  const {made} = await scene('fromEnv: {p: KFLOW_TEST_MISSING}');
  made.tools.answer(/delete/, {stdout: 'secret "s" deleted from default namespace\n'});
  expect((await made.run(made.plan('destroy'))).outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual(['kubectl delete secret s --ignore-not-found --wait=false --namespace default']);
  expect(made.reader.reads).toContain('/api/v1/namespaces/default/secrets/s');
});

test('without a namespace of its own it goes to the resource’s', async () => {
  const made = await Scene.of({
    a: 'namespace: shop\nsteps: [{name: s, noNamespace: true, secret: {literals: {a: b}}}]',
  });
  made.tools.answer(/apply/, {stdout: 'secret/s created\n'});
  await made.run(made.plan('apply'));
  expect(made.tools.ran).toEqual(['kubectl create namespace shop', 'kubectl apply -f - --namespace shop']);
});

test('a dry run shows the object without values, runs no command, and warns of what is missing', async () => {
  const {made} = await scene(
    `literals: {p: ${password}}, fromEnv: {e: KFLOW_TEST_MISSING}, fromCommand: {c: generate}`,
  );
  const report = await made.run(made.plan('apply'), {}, {session: made.session({dryRun: true})});
  expect(report.outcome).toBe('succeeded');
  expect(made.tools.ran).toEqual([]);
  const command = made.events.flatMap((event) => (event.type === 'step.command' ? [event.command] : [])).join('\n');
  expect(command).toMatch(/^kubectl apply -f - --namespace default --context test <<'EOF'\n/);
  expect(command).toContain('"c": "***"');
  expect(command).toContain('"p": "***"');
  expect(JSON.stringify(made.events)).not.toContain(password);
  expect(made.events).toContainEqual(
    expect.objectContaining({type: 'warning', message: expect.stringContaining('KFLOW_TEST_MISSING is not set')}),
  );
});

test('variables come from the environment of the session, when it has one of its own', async () => {
  process.env['KFLOW_TEST_PASSWORD'] = 'of the process';
  const {made, taken} = await scene('fromEnv: {password: KFLOW_TEST_PASSWORD}, fromEnvFile: shop.env', {
    'shop.env': 'KFLOW_TEST_USER\n',
  });
  const session = made.session({env: {KFLOW_TEST_PASSWORD: password, KFLOW_TEST_USER: 'shop'}});
  const report = await made.run(made.plan('apply'), {}, {session});
  expect(report.outcome).toBe('succeeded');
  expect(decoded(taken[0].data)).toEqual({password, KFLOW_TEST_USER: 'shop'});
});
