import {expect, test} from '@jest/globals';
import type {KubeObject} from '../../src/ports/cluster-reader.js';
import {ReadError} from '../../src/cluster/read/read-error.js';
import {readLogs} from '../../src/operations/logs.js';
import type {LogsOptions} from '../../src/operations/logs/logs-request.js';
import {settle} from '../cluster/held-clock.js';
import {deployment as declared, Scene} from './scene.js';

interface PodParts {
  labels?: {[key: string]: string};
  containers?: string[];
  restarts?: number;
  state?: object;
  lastState?: object;
}

function pod(name: string, parts: PodParts = {}): KubeObject {
  const {labels = {app: 'web'}, containers = ['app'], restarts = 0, state = {running: {}}, lastState} = parts;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {name, namespace: 'shop', uid: `uid-${name}`, labels},
    spec: {containers: containers.map((container) => ({name: container})), initContainers: [{name: 'init'}]},
    status: {
      phase: 'Running',
      containerStatuses: containers.map((container) => ({name: container, restartCount: restarts, state, lastState})),
    },
  };
}

/** Follows a project's one resource; `said` is what it prints, `problems` what it complains of. */
async function scene(yaml: string, ...objects: KubeObject[]) {
  const made = await Scene.of(
    {web: `namespace: shop\n${yaml}`},
    {
      'chart/Chart.yaml': 'name: web\nversion: 1.0.0\n',
      'web.m.yaml': declared('web'),
    },
  );
  made.reader.put(...objects);
  made.reader.follow = async (path, onLine) => onLine(`of ${path.replace('/api/v1/namespaces/shop/pods/', '')}`);
  const said: string[] = [];
  const problems: string[] = [];
  const read = (options: LogsOptions = {}, signal?: AbortSignal) =>
    readLogs({
      resources: made.project.resources,
      session: made.session(),
      options,
      signal,
      onLine: ({pod, container, isOneOfSeveral, text}) =>
        said.push(`${pod}${isOneOfSeveral ? ` ${container}` : ''}: ${text}`),
      onProblem: (message) => problems.push(message),
    });
  return {...made, reader: made.reader, said, problems, read};
}

test('reads all pods, one after the other, with the containers that run', async () => {
  const {read, said, problems} = await scene('selector: app=web', pod('b', {containers: ['app', 'side']}), pod('a'));
  expect(await read({tail: 3, since: 90})).toBe(true);
  const flags = '&tailLines=3&sinceSeconds=90';
  expect(said).toEqual([
    `a: of a/log?container=app${flags}`,
    `b app: of b/log?container=app${flags}`,
    `b side: of b/log?container=side${flags}`,
  ]);
  expect(problems).toEqual([]);
});

const deployment = (name: string, selector: object, labels = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {name, namespace: 'shop', labels},
  spec: {selector},
});

test.each([
  ['a selector of pods', 'selector: app=web', []],
  ['a selector of workloads', 'selector: of=web', [deployment('web', {matchLabels: {app: 'web'}}, {of: 'web'})]],
  ['workloads', 'workloads: [deployment/web]', [deployment('web', {matchLabels: {app: 'web'}})]],
  [
    'the label of the release',
    'helm: {release: web, chart: ./chart}',
    [deployment('web', {matchLabels: {app: 'web'}}, {'app.kubernetes.io/instance': 'web'})],
  ],
  ['the workloads in its manifests', 'manifests: [web.m.yaml]', [deployment('web', {matchLabels: {app: 'web'}})]],
])('finds pods by %s', async (_, yaml, workloads) => {
  const {read, said} = await scene(yaml, pod('web'), pod('other', {labels: {app: 'other'}}), ...workloads);
  expect(await read()).toBe(true);
  expect(said).toEqual(['web: of web/log?container=app']);
});

test("a selector of the caller's wins", async () => {
  const {read, said} = await scene('selector: app=web', pod('web'), pod('other', {labels: {app: 'other'}}));
  await read({selector: 'app=other'});
  expect(said).toEqual(['other: of other/log?container=app']);
});

test('with nothing to go by it is refused, and so is a workload with a selector that is everybody', async () => {
  const bare = await scene('', pod('web'));
  await expect(bare.read()).rejects.toMatchObject({family: 'user', code: 'KF820'});
  const {read, problems} = await scene(
    'workloads: [deployment/web, deployment/gone]',
    deployment('web', {}),
    pod('web'),
  );
  await expect(read()).rejects.toMatchObject({family: 'external', code: 'KF821'});
  expect(problems).toEqual(['deployment/web has no pods of its own', 'deployment/gone does not exist']);
});

test('a container is named, init containers too; one that there is not is refused', async () => {
  const {read, said} = await scene('selector: app=web', pod('web', {containers: ['app', 'side']}));
  await read({container: 'side'});
  expect(said).toEqual(['web: of web/log?container=side']);
  await expect(read({container: 'sid'})).rejects.toMatchObject({
    family: 'user',
    code: 'KF822',
    hint: 'there are: app, side, init',
  });
});

const crashing = {state: {waiting: {reason: 'CrashLoopBackOff'}}, lastState: {terminated: {exitCode: 1}}, restarts: 2};

test('previous is of those that were restarted', async () => {
  const {read, said, problems, reader} = await scene('selector: app=web', pod('new'), pod('old', crashing));
  expect(await read({previous: true})).toBe(true);
  expect([said, problems]).toEqual([['old: of old/log?container=app&previous=true'], []]);
  reader.remove(pod('old'));
  await expect(read({previous: true})).rejects.toMatchObject({code: 'KF823'});
});

test('what has not started is told of, and what cannot be read', async () => {
  const waiting = {state: {waiting: {reason: 'ImagePullBackOff'}}};
  const {read, problems, reader} = await scene('selector: app=web', pod('a', waiting));
  await expect(read()).rejects.toMatchObject({code: 'KF823'});
  expect(problems).toEqual(['a app has no log yet: ImagePullBackOff']);
  reader.put(pod('b'));
  reader.follow = () => Promise.reject(new ReadError({status: 400, reason: 'BadRequest', message: 'rotated away'}));
  expect(await read()).toBe(false);
  expect(problems.at(-1)).toBe('cannot read the log of b app: rotated away');
});

test('follows new pods and restarted containers from their first line on, until it is stopped', async () => {
  const {read, said, problems, reader} = await scene('selector: app=web');
  const stop = new AbortController();
  const {signal} = stop;
  reader.follow = async (path, onLine, own) => {
    onLine(path.replace(/.*pods\//, ''));
    await new Promise((_, reject) => own?.addEventListener('abort', () => reject(own.reason), {once: true}));
  };
  const ended = read({follow: true, tail: 1}, signal);
  ended.catch(() => undefined);
  while (problems.length === 0) await settle();
  expect(problems).toEqual(['there are no pods yet']);
  reader.put(pod('a', {state: {waiting: {reason: 'ContainerCreating'}}}));
  await settle();
  expect(said).toEqual([]);
  reader.put(pod('a'), pod('b'));
  reader.put(pod('a', {restarts: 1}));
  while (said.length < 3) await settle();
  expect(said).toEqual([
    'a: a/log?container=app&follow=true',
    'b: b/log?container=app&follow=true',
    'a: a/log?container=app&follow=true',
  ]);
  stop.abort(new Error('stopped'));
  await expect(ended).rejects.toThrow('stopped');
  expect(reader.observing).toEqual([]);
});

test('a log that breaks off is taken up again where it broke off', async () => {
  const {read, problems, reader, clock} = await scene('selector: app=web', pod('a'));
  const stop = new AbortController();
  reader.follow = async () => {
    if (reader.lined.length === 1) throw new ReadError({status: 0, reason: 'Unreachable', message: 'gone'});
    await new Promise((_, reject) => stop.signal.addEventListener('abort', () => reject(stop.signal.reason)));
  };
  const ended = read({follow: true, tail: 0}, stop.signal);
  ended.catch(() => undefined);
  while (problems.length === 0) await settle();
  await settle();
  await clock.advance(1000);
  while (reader.lined.length < 2) await settle();
  expect(reader.lined.map((path) => path.replace(/.*pods\//, ''))).toEqual([
    'a/log?container=app&follow=true&tailLines=0',
    'a/log?container=app&follow=true&sinceTime=1970-01-01T00%3A00%3A00.000Z',
  ]);
  stop.abort(new Error('stopped'));
  await expect(ended).rejects.toThrow('stopped');
});
