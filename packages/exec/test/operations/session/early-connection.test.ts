import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, expect, test} from '@jest/globals';
import {KflowError} from '../../../src/errors/kflow-error.js';
import type {openClusterReader} from '../../../src/cluster/open-cluster-reader.js';
import {openSession} from '../../../src/operations/session/open-session.js';
import {FakeReader} from '../../cluster/fake-reader.js';
import {HeldClock} from '../../cluster/held-clock.js';
import {FakeCommands} from '../../tools/fake-commands.js';

/** What `kubectl config view` says. */
const view = (active: string, ...contexts: string[]) => ({
  stdout: JSON.stringify({'current-context': active, contexts: contexts.map((name) => ({name}))}),
});

/** A session's surroundings with readers that say what becomes of them. */
function surroundings(answer: object, guess: string | undefined) {
  const story: string[] = [];
  const openReader: typeof openClusterReader = async ({context, signal}) => {
    story.push(`open ${context}`);
    signal?.addEventListener('abort', () => story.push(`abort ${context}`));
    if (context === 'broken') throw new KflowError('external', 'KF801', 'cannot reach the cluster');
    const reader = new FakeReader();
    reader.close = async () => void story.push(`close ${context}`);
    return reader;
  };
  const commands = new FakeCommands([answer]);
  const ports = {commands, clock: new HeldClock(), openReader, guessContext: () => guess};
  return {ports, story, commands};
}

test('a right guess is the one connection there is', async () => {
  const {ports, story} = surroundings(view('prod', 'prod', 'dev'), 'prod');
  const session = await openSession({}, ports);
  expect(session).toMatchObject({context: 'prod', cluster: expect.anything()});
  expect(story).toEqual(['open prod']);
  await session.close();
  expect(story).toEqual(['open prod', 'close prod']);
});

test('it is begun before kubectl answers', async () => {
  const {ports, story, commands} = surroundings({}, 'prod');
  let answer = (_: object): void => {};
  const opening = openSession({kubeconfigView: new Promise((resolve) => (answer = resolve))}, {...ports, commands});
  await new Promise((resolve) => setImmediate(resolve));
  expect(story).toEqual(['open prod']);
  answer({'current-context': 'prod', contexts: [{name: 'prod'}]});
  expect((await opening).context).toBe('prod');
  expect(story).toEqual(['open prod']);
});

test('a wrong guess is left before the right context is connected to', async () => {
  const {ports, story} = surroundings(view('prod', 'prod', 'dev'), 'dev');
  const session = await openSession({}, ports);
  expect(session.context).toBe('prod');
  expect(story).toEqual(['open dev', 'abort dev', 'close dev', 'open prod']);
});

test('one that cannot be connected to matters only when it is right', async () => {
  const wrong = surroundings(view('prod', 'prod'), 'broken');
  expect((await openSession({}, wrong.ports)).context).toBe('prod');
  expect(wrong.story).toEqual(['open broken', 'abort broken', 'open prod']);
  const right = surroundings(view('broken', 'broken'), 'broken');
  await expect(openSession({}, right.ports)).rejects.toMatchObject({code: 'KF801'});
  expect(right.story).toEqual(['open broken']);
});

test('one that does not exist says what it said without a guess', async () => {
  const {ports, story} = surroundings(view('gone', 'prod'), 'gone');
  await expect(openSession({}, ports)).rejects.toMatchObject({code: 'KF711'});
  expect(story).toEqual(['open gone', 'abort gone', 'close gone']);
});

test('a dry run without a kubeconfig that kubectl reads stays a warning', async () => {
  const {ports, story} = surroundings({exitCode: 1, stderr: 'error: yaml: line 1'}, 'prod');
  const session = await openSession({dryRun: true}, ports);
  expect(session).toMatchObject({context: undefined, cluster: undefined});
  expect(session.warnings).toHaveLength(1);
  expect(story).toEqual(['open prod', 'abort prod', 'close prod']);
});

test('a context that is named needs no guess', async () => {
  const {ports, story} = surroundings(view('prod', 'prod', 'dev'), undefined);
  const guessContext = (): string => {
    throw new Error('guessed');
  };
  expect((await openSession({context: 'dev'}, {...ports, guessContext})).context).toBe('dev');
  expect(story).toEqual(['open dev']);
});

test("with a reader of the caller's nothing is guessed by this machine's files", async () => {
  const {ports, story} = surroundings(view('prod', 'prod'), undefined);
  const env = {KUBECONFIG: kubeconfig('dev')};
  expect((await openSession({env}, {...ports, guessContext: undefined})).context).toBe('prod');
  expect(story).toEqual(['open prod']);
});

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, {recursive: true, force: true});
});

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'early-test-'));
  directories.push(directory);
  return directory;
}

function kubeconfig(current: string): string {
  const file = join(temporary(), 'config');
  writeFileSync(file, `current-context: ${current}\nusers: [{name: me, user: {token: of-the-kubeconfig}}]\n`);
  return file;
}

test('with real processes: no proxy of a wrong guess is left', async () => {
  if (process.platform === 'win32') return;
  const directory = temporary();
  const log = join(directory, 'log');
  const kubectl = join(directory, 'kubectl');
  // Its proxy says that it serves and answers nothing: what is told of it is that the cluster cannot be reached.
  writeFileSync(
    kubectl,
    `#!/bin/sh
case "$1" in
  config) sleep 0.3; echo '{"current-context": "prod", "contexts": [{"name": "prod"}, {"name": "dev"}]}';;
  proxy) echo "$$ $@" >> ${log}; echo "Starting to serve on x"; exec sleep 60;;
esac
`,
  );
  chmodSync(kubectl, 0o755);
  const env = {...process.env, KUBECONFIG: kubeconfig('dev')};
  const failed = openSession({kubectl, env, signal: AbortSignal.timeout(3_000)});
  const error: unknown = await failed.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeDefined();
  const proxies = readFileSync(log, 'utf8').trim().split('\n');
  // Those whose socket nobody listens on are started anew.
  expect([...new Set(proxies.map((line) => /--context=(\S+)/.exec(line)?.[1]))]).toEqual(['dev', 'prod']);
  for (const line of proxies) expect(() => process.kill(Number(line.split(' ')[0]), 0)).toThrow('ESRCH');
  expect(proxies.join('\n') + String(error)).not.toContain('of-the-kubeconfig');
});
