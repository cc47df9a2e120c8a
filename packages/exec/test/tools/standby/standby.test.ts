import {existsSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {beforeEach, expect, test} from '@jest/globals';
import type {CommandRequest, CommandResult} from '../../../src/ports/command-runner.js';
import {csvField} from '../../../src/tools/helm/csv-field.js';
import {Standby, type ExpectedSteps} from '../../../src/tools/kubectl/standby/standby.js';
import {HeldClock, settle} from '../../cluster/held-clock.js';
import {temporary} from '../../state/temporary.js';
import {LocalKubectl} from './local-kubectl.js';

const objects = [{apiVersion: 'v1'}, {apiVersion: 'apps/v1'}, {apiVersion: 'v1'}, {apiVersion: 'unusual/v1'}];

let kubectl: LocalKubectl;
let clock: HeldClock;
let directory: string;
beforeEach(async () => {
  kubectl = new LocalKubectl();
  clock = new HeldClock();
  directory = await temporary();
});

const standbyFor = (expected: ExpectedSteps[], limit = 2): Standby => new Standby(kubectl, clock, expected, 2, limit);
const steps = (left: number, namespace = 'shop', phase = 0): ExpectedSteps => ({phase, namespace, all: left + 1, left});

/** A file of the user's. */
function file(name: string): string {
  const path = join(directory, name);
  writeFileSync(path, `text of ${name}`);
  return path;
}

const applying = (files: string[], more: Partial<CommandRequest> = {}, namespace = 'shop'): CommandRequest => ({
  tool: 'kubectl',
  args: [
    'apply',
    ...files.flatMap((path) => ['-f', csvField(path)]),
    '--openapi-patch=false',
    '--namespace',
    namespace,
    '--context',
    'here',
  ],
  ...more,
});

const call = (standby: Standby, request: CommandRequest): Promise<CommandResult> =>
  standby.runner(objects).run(request);

/** Makes a first call, and lets it be quiet after it. */
async function first(standby: Standby, request = applying([file('first.yaml')])): Promise<void> {
  await call(standby, request);
  await clock.advance(0.1);
}

test('after a call the next one begins, is told which APIs, and gets its files when it is made', async () => {
  const standby = standbyFor([steps(1)]);
  await first(standby);
  const [process] = kubectl.standing;
  expect(kubectl.standing).toHaveLength(1);
  expect(process!.args).toEqual(expect.arrayContaining(['--openapi-patch=false', '--namespace', 'shop', '--context']));
  expect(process!.args.join(' ')).toContain('--selector !kflow.internal/primer');
  // kubectl does not begin before it has 4096 bytes; and does not take a document for whole before it sees the next.
  expect(process!.input.indexOf('\n')).toBeGreaterThanOrEqual(4096);
  expect(process!.input.endsWith('\n---\n')).toBe(true);
  const kinds = [...process!.input.matchAll(/^\{.*\}$/gm)].map(([line]) => JSON.parse(line!));
  expect(kinds).toMatchObject([
    {apiVersion: 'v1', kind: 'ConfigMap', metadata: {labels: {'kflow.internal/primer': ''}}},
    {apiVersion: 'apps/v1', kind: 'Deployment', metadata: {labels: {'kflow.internal/primer': ''}}},
  ]);
  const paths = [file('a, b.yaml'), file('c.yaml')];
  await call(standby, applying(paths));
  expect(kubectl.applied.filter((each) => each.process === process)).toEqual([
    {process, path: paths[0], text: 'text of a, b.yaml'},
    {process, path: paths[1], text: 'text of c.yaml'},
  ]);
  await standby.close();
});

test('what it says is told as it comes, with the names that the files were given', async () => {
  const standby = standbyFor([steps(1)]);
  await first(standby);
  kubectl.says = (_, [path]) => ({
    exitCode: 1,
    stdout: 'configmap/a created\n',
    stderr: `error when creating "${path}"`,
  });
  const heard: string[] = [];
  const path = file('a.yaml');
  const result = await call(standby, applying([path], {onOutput: (stream, text) => heard.push(`${stream} ${text}`)}));
  expect(heard).toEqual(['stdout configmap/a created\n', `stderr error when creating "${path}"\n`]);
  expect(result).toMatchObject({exitCode: 1, stderr: `error when creating "${path}"`, aborted: false, timedOut: false});
  await standby.close();
});

test('never more stand by than steps are left, nor than may', async () => {
  for (const [left, limit, count] of [
    [0, 2, 0],
    [1, 2, 1],
    [5, 1, 1],
    [5, 3, 2],
    [20, 3, 3],
    [20, 9, 5],
  ] as const) {
    kubectl = new LocalKubectl();
    const standby = standbyFor([steps(left)], limit);
    await first(standby);
    expect(kubectl.standing).toHaveLength(count);
    await standby.close();
  }
});

test('of a phase that has not begun, as many as its first steps are spread over', async () => {
  const standby = standbyFor([{phase: 1, namespace: 'shop', all: 50, left: 50}], 9);
  await first(standby);
  expect(kubectl.standing).toHaveLength(2);
  await standby.close();
});

test('the phase that goes on comes first, one for each namespace; then the next phase', async () => {
  const here = steps(3, 'a');
  const there = steps(1, 'b');
  const next = steps(4, 'c', 1);
  const standby = standbyFor([here, there, next], 3);
  const namespaces = () => kubectl.standing.map(({args}) => args[args.indexOf('--namespace') + 1]);
  await first(standby);
  expect(namespaces()).toEqual(['a', 'b', 'a']);
  here.left = there.left = 0;
  for (const namespace of ['a', 'b', 'a']) await call(standby, applying([file('x.yaml')], {}, namespace));
  await clock.advance(0.1);
  expect(namespaces().slice(3)).toEqual(['c', 'c']);
  await standby.close();
});

test('one whose steps were done by others ends, and makes room', async () => {
  const here = steps(2, 'a');
  const standby = standbyFor([here, steps(4, 'b', 1)]);
  await first(standby);
  here.left = 0;
  const [one, other] = kubectl.standing;
  await first(standby, applying([file('x.yaml')], {}, 'elsewhere'));
  expect([one, other].map((each) => each!.isOver)).toEqual([true, true]);
  expect(kubectl.standing.slice(2).map(({args}) => args[args.indexOf('--namespace') + 1])).toEqual(['b', 'b']);
  expect(kubectl.applied.map(({text}) => text)).toEqual(['text of first.yaml', 'text of x.yaml']);
  await standby.close();
});

test('nothing begins beside a call, nor after one that failed', async () => {
  const standby = standbyFor([steps(9)]);
  kubectl.says = () => ({exitCode: 1});
  await first(standby);
  expect(kubectl.standing).toEqual([]);
  kubectl.says = undefined;
  await call(standby, applying([file('a.yaml')]));
  await clock.advance(0.05);
  kubectl.hangs = true;
  const going = call(standby, applying([file('b.yaml')]));
  await clock.advance(1000);
  expect(kubectl.standing).toEqual([]);
  kubectl.processes.at(-1)!.end({});
  await going;
  await clock.advance(0.1);
  expect(kubectl.standing).toHaveLength(2);
  await standby.close();
});

test('other calls go their own way: of kinds that may be new to the API server, of other flags, of more files than it has room for', async () => {
  const standby = standbyFor([steps(9)]);
  await first(standby);
  const {args, ...rest} = applying([file('a.yaml')]);
  const others = [
    {...rest, args: args.filter((each) => each !== '--openapi-patch=false')},
    {...rest, args: [...args, '--force-conflicts']},
    {...rest, args: ['delete', ...args.slice(1)]},
    {...rest, args, env: {GOGC: '1'}},
    applying(Array.from({length: 25}, (_, at) => file(`${at}.yaml`))),
  ];
  for (const request of others) await call(standby, request);
  expect(kubectl.applied.filter(({process}) => process.isStanding)).toEqual([]);
  await standby.close();
});

test('one that has ended meanwhile is missed by nobody', async () => {
  const standby = standbyFor([steps(9)]);
  await first(standby);
  kubectl.standing[0]!.end({exitCode: 137, signal: 'SIGKILL'});
  await settle();
  await call(standby, applying([file('a.yaml')]));
  expect(kubectl.applied.at(-1)).toMatchObject({text: 'text of a.yaml', process: {isStanding: false}});
  await standby.close();
});

test('what failed of what it was begun with is done again, and each object is told of once', async () => {
  const standby = standbyFor([steps(9)]);
  await first(standby);
  kubectl.says = ({isStanding}) =>
    isStanding
      ? {exitCode: 1, stdout: 'configmap/a created\n', stderr: 'error validating "STDIN": connection refused\n'}
      : {stdout: 'configmap/a unchanged\nconfigmap/b created\n'};
  const heard: string[] = [];
  const onOutput = (stream: string, text: string) => void (stream === 'stdout' && heard.push(text));
  expect(await call(standby, applying([file('a.yaml')], {onOutput}))).toMatchObject({exitCode: 0});
  expect(heard).toEqual(['configmap/a created\n', 'configmap/b created\n']);
  await standby.close();
});

test('its time begins with the call, and an abort ends it', async () => {
  for (const ending of ['timedOut', 'aborted'] as const) {
    kubectl = new LocalKubectl();
    const standby = standbyFor([steps(9)]);
    await first(standby);
    await clock.advance(1000);
    kubectl.hangs = true;
    const controller = new AbortController();
    const going = call(standby, applying([file('a.yaml')], {timeout: 10, signal: controller.signal}));
    await clock.advance(9);
    if (ending === 'aborted') controller.abort();
    else await clock.advance(2);
    const result = await going;
    expect([result.timedOut, result.aborted]).toEqual([ending === 'timedOut', ending === 'aborted']);
    await standby.close();
  }
});

test('closed, it ends what stands by, which then applies nothing, and leaves no files', async () => {
  const standby = standbyFor([steps(9)]);
  await first(standby);
  const places = kubectl.standing.map(({args}) => args[args.indexOf('-f', args.indexOf('-')) + 1]!);
  expect(places.map((path) => existsSync(path))).toEqual([true, true]);
  expect(places.map((path) => statSync(dirname(path)).mode & 0o777)).toEqual([0o700, 0o700]);
  await standby.close();
  expect(places.map((path) => existsSync(dirname(path)))).toEqual([false, false]);
  expect(kubectl.applied.map(({text}) => text)).toEqual(['text of first.yaml']);
  await first(standby);
  expect(kubectl.standing).toHaveLength(2);
});
