import {expect, test} from '@jest/globals';
import {KflowError} from '../../src/errors/kflow-error.js';
import {readKubeconfig, resolveKubeContext} from '../../src/operations/session/kube-context.js';
import type {openClusterReader} from '../../src/cluster/open-cluster-reader.js';
import {openSession} from '../../src/operations/session/open-session.js';
import {FakeReader} from '../cluster/fake-reader.js';
import {HeldClock} from '../cluster/held-clock.js';
import {FakeCommands} from '../tools/fake-commands.js';

const view = (current: string, ...contexts: [string, string?][]) => ({
  stdout: JSON.stringify({
    'current-context': current,
    contexts: contexts.length === 0 ? null : contexts.map(([name, namespace]) => ({name, context: {namespace}})),
  }),
});

const kubeconfig = view('prod', ['prod', 'shop'], ['staging']);

const resolve = (answer: object, context?: string) =>
  resolveKubeContext({context, kubectl: 'kubectl', commands: new FakeCommands([answer])});

test('the active context, unless another is asked for', async () => {
  const contexts = {active: 'prod', known: ['prod', 'staging']};
  expect(await resolve(kubeconfig)).toEqual({name: 'prod', namespace: 'shop', contexts});
  expect(await resolve(kubeconfig, 'staging')).toEqual({name: 'staging', namespace: 'default', contexts});
});

test('what was read beforehand is not read again', async () => {
  const commands = new FakeCommands([kubeconfig]);
  const read = readKubeconfig({kubectl: 'kubectl', commands});
  expect(await resolveKubeContext({context: 'staging', kubectl: 'kubectl', commands, view: read})).toMatchObject({
    name: 'staging',
  });
  expect(commands.requests).toHaveLength(1);
});

test("the server's address, without what is secret in it", async () => {
  const stdout = JSON.stringify({
    'current-context': 'prod',
    contexts: [{name: 'prod', context: {cluster: 'eu'}}],
    clusters: [
      {name: 'us', cluster: {server: 'https://us.example.com'}},
      {name: 'eu', cluster: {server: 'https://me:secret@eu.example.com:6443'}},
    ],
  });
  expect(await resolve({stdout})).toMatchObject({
    name: 'prod',
    namespace: 'default',
    server: 'https://eu.example.com:6443',
  });
});

test('one that is not there names those that are, and guesses', async () => {
  await expect(resolve(kubeconfig, 'stagin')).rejects.toMatchObject({
    family: 'user',
    code: 'KF711',
    hint: 'did you mean `staging`? known contexts: prod, staging',
  });
  await expect(resolve(kubeconfig, 'elsewhere')).rejects.toMatchObject({hint: 'known contexts: prod, staging'});
});

test('no context at all, none active, and a kubeconfig that cannot be read', async () => {
  await expect(resolve(view(''))).rejects.toMatchObject({family: 'user', code: 'KF712'});
  await expect(resolve(view('', ['prod']))).rejects.toMatchObject({
    code: 'KF712',
    hint: expect.stringContaining('prod'),
  });
  const broken = {exitCode: 1, stderr: 'error: error loading config file "x": yaml: line 1\n'};
  await expect(resolve(broken)).rejects.toMatchObject({
    family: 'user',
    code: 'KF710',
    message: expect.stringContaining('yaml'),
  });
});

test('a session names the context in every call', async () => {
  const commands = new FakeCommands([kubeconfig, {}]);
  const reader = new FakeReader();
  const session = await openSession({}, {commands, clock: new HeldClock(), openReader: async () => reader});
  expect(session).toMatchObject({context: 'prod', namespace: 'shop', identity: 'uid-of-kube-system', warnings: []});
  await session.kubectl.call(['get', 'pods'], {mutating: false});
  expect(commands.args).toEqual(['get', 'pods', '--context', 'prod']);
  await session.helm.call(['list'], {mutating: false});
  expect(commands.args).toEqual(['list', '--kube-context', 'prod']);
});

const unreachable = new KflowError('external', 'KF801', 'cannot reach the cluster', {hint: 'is it up?'});
const refuse = () => Promise.reject(unreachable);

test('a cluster that does not answer is an error, and a warning in a dry run', async () => {
  const ports = {commands: new FakeCommands([kubeconfig]), clock: new HeldClock(), openReader: refuse};
  await expect(openSession({}, ports)).rejects.toBe(unreachable);
  const session = await openSession({dryRun: true}, ports);
  expect(session).toMatchObject({context: 'prod', cluster: undefined, identity: undefined, dryRun: true});
  expect(session.warnings).toEqual([{message: 'cannot reach the cluster', hint: 'is it up?'}]);
});

test('in a dry run no kubeconfig is a warning; a wrong context is an error', async () => {
  const clock = new HeldClock();
  const none = {commands: new FakeCommands([view('')]), clock, openReader: refuse};
  const session = await openSession({dryRun: true, context: 'prod'}, none);
  expect(session).toMatchObject({context: 'prod', cluster: undefined});
  expect(session.warnings).toHaveLength(1);
  const commands = new FakeCommands([kubeconfig]);
  const typo = openSession({dryRun: true, context: 'nope'}, {commands, clock, openReader: refuse});
  await expect(typo).rejects.toMatchObject({code: 'KF711'});
});

test('a named context is connected to at once, and left again when there is no such context', async () => {
  const reader = new FakeReader();
  let closed = 0;
  reader.close = async () => void closed++;
  const asked: unknown[] = [];
  const openReader: typeof openClusterReader = async ({context}) => {
    asked.push(context);
    return reader;
  };
  const ports = {commands: new FakeCommands([kubeconfig]), clock: new HeldClock(), openReader};
  await expect(openSession({context: 'nope'}, ports)).rejects.toMatchObject({code: 'KF711'});
  expect([asked, closed]).toEqual([['nope'], 1]);
  expect((await openSession({context: 'prod'}, ports)).cluster).toBe(reader);
  expect([asked, closed]).toEqual([['nope', 'prod'], 1]);
});

const versionOf = (version: string) => ({stdout: JSON.stringify({clientVersion: {gitVersion: version}})});

test.each([
  ['v1.34.1', 'v1.37.2', ['kubectl v1.34.1 is 3 minor versions behind server v1.37.2; one is supported']],
  ['v1.36.0', 'v1.37.2', []],
  ['unreadable', 'v1.37.2', []],
])('kubectl %s and server %s: %j', async (client, server, messages) => {
  const reader = new FakeReader();
  reader.serverVersion = async () => server;
  const ports = {
    commands: new FakeCommands([kubeconfig, versionOf(client)]),
    clock: new HeldClock(),
    openReader: async () => reader,
  };
  const session = await openSession({checkVersions: true}, ports);
  expect(session.warnings.map(({message}) => message)).toEqual(messages);
});

test('a version that is not told is no reason to stop', async () => {
  const commands = new FakeCommands([kubeconfig, {exitCode: 1, stderr: 'unknown flag'}]);
  const ports = {commands, clock: new HeldClock(), openReader: async () => new FakeReader()};
  expect((await openSession({checkVersions: true}, ports)).warnings).toEqual([]);
});
