import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import type {Writable} from 'node:stream';
import {expect, test} from '@jest/globals';
import {clusterLockPath, lockCluster} from '../../src/state/lock/cluster-lock.js';
import {isGone} from '../../src/state/lock/owner.js';
import type {KflowError} from '../../src/errors/kflow-error.js';
import {fakeClock, temporary} from './temporary.js';

const owner = {
  token: 't',
  pid: process.pid,
  host: hostname(),
  started: '2030-12-31T00:00:00.000Z',
  operation: 'destroy',
};

async function place(dir: string, content: object | string): Promise<string> {
  await mkdir(join(dir, 'locks'), {recursive: true});
  const path = clusterLockPath(dir, 'prod');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('the file says who, where, since when and what for, and goes with the release', async () => {
  const dir = await temporary();
  const lock = await lockCluster({
    dir,
    context: 'prod',
    operation: 'apply',
    command: 'kflow apply web',
    clock: fakeClock(),
  });
  const path = clusterLockPath(dir, 'prod');
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
    pid: process.pid,
    host: hostname(),
    started: '2031-01-02T03:04:05.006Z',
    operation: 'apply',
    command: 'kflow apply web',
  });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await lock.release();
  await lock.release();
  expect(await readdir(join(dir, 'locks'))).toEqual([]);
});

test('a release leaves a lock alone that is somebody else’s by now', async () => {
  const dir = await temporary();
  const lock = await lockCluster({dir, context: 'prod', operation: 'apply', clock: fakeClock()});
  const path = await place(dir, owner);
  await lock.release();
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(owner);
});

test('waits as long as it was told, and not longer; who waits hears of it once', async () => {
  const dir = await temporary();
  await place(dir, owner);
  const clock = fakeClock();
  const heard: unknown[] = [];
  const request = {dir, context: 'prod', operation: 'apply', clock, onWait: (who: unknown) => heard.push(who)};
  await expect(lockCluster(request)).rejects.toMatchObject({code: 'KF920', family: 'external'});
  expect([clock.slept, heard]).toEqual([0, []]);
  const error = (await lockCluster({...request, waitSeconds: 3}).catch((reason: unknown) => reason)) as KflowError;
  expect(error.message).toMatch(/still after 3 s$/);
  expect(clock.slept).toBe(3000);
  expect(heard).toEqual([owner]);
});

test('waiting ends with the signal', async () => {
  const dir = await temporary();
  await place(dir, owner);
  const stop = new AbortController();
  const request = {dir, context: 'prod', operation: 'apply', waitSeconds: 1e9, clock: fakeClock(), signal: stop.signal};
  const waiting = lockCluster({...request, onWait: () => stop.abort(new Error('enough'))});
  await expect(waiting).rejects.toThrow('enough');
});

test('of a process elsewhere nothing is known: the message says how to remove its lock', async () => {
  const dir = await temporary();
  const path = await place(dir, {...owner, host: 'elsewhere', pid: 1});
  const error = (await lockCluster({dir, context: 'prod', operation: 'apply', clock: fakeClock()}).catch(
    (reason: unknown) => reason,
  )) as KflowError;
  expect(error.message).toContain('pid 1 on elsewhere, since 2030-12-31T00:00:00.000Z');
  expect(error.hint).toContain(`delete ${path}`);
});

test('a file that is no lock of kflow is left alone', async () => {
  const dir = await temporary();
  const path = await place(dir, 'my shopping list');
  await expect(lockCluster({dir, context: 'prod', operation: 'apply', clock: fakeClock()})).rejects.toMatchObject({
    code: 'KF921',
    hint: expect.stringContaining(path),
  });
  expect(await readFile(path, 'utf8')).toBe('my shopping list');
});

test('a pid that now belongs to another process is noticed', async () => {
  if (process.platform !== 'linux') return;
  expect(await isGone({...owner, birth: '1'})).toBe(true);
  expect(await isGone(owner)).toBe(false);
  expect(await isGone({...owner, pid: 1})).toBe(false);
});

/** Whether a process that has ended, and that nobody has collected, counted as gone; undefined when something collected it. */
async function zombieIsGone(): Promise<boolean | undefined> {
  // The shell that speaks has taken the place of the one that knew of the child; the child ends when its input does.
  const script = `cat <&3 >/dev/null & exec sh -c 'echo "$1"; exec sleep 60' - $!`;
  const parent = spawn('sh', ['-c', script], {stdio: ['ignore', 'pipe', 'inherit', 'pipe']});
  try {
    const [text] = (await once(parent.stdout!, 'data')) as [Buffer];
    const pid = Number(text.toString());
    (parent.stdio[3] as Writable).end();
    for (;;) {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
      if (stat === undefined) return undefined;
      if (/\) Z /.test(stat)) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    const gone = await isGone({...owner, pid});
    return existsSync(`/proc/${pid}`) ? gone : undefined;
  } finally {
    parent.kill('SIGKILL');
  }
}

test('a zombie holds nothing', async () => {
  if (process.platform !== 'linux') return;
  let gone: boolean | undefined;
  for (let tries = 0; gone === undefined && tries < 20; tries++) gone = await zombieIsGone();
  expect(gone).toBe(true);
});

test('a directory that cannot be made', async () => {
  const dir = await temporary();
  await writeFile(join(dir, 'file'), '');
  const request = {dir: join(dir, 'file'), context: 'prod', operation: 'apply', clock: fakeClock()};
  await expect(lockCluster(request)).rejects.toMatchObject({code: 'KF922', family: 'external'});
});

test('any context makes a file name, and different ones different names', () => {
  const names = [
    'prod',
    'a/b',
    'a_b',
    'a:b',
    'arn:aws:eks:eu-west-1:1234:cluster/x',
    '..',
    '',
    'é'.repeat(300),
    'ü'.repeat(300),
  ];
  const paths = names.map((name) => clusterLockPath('/s', name));
  expect(new Set(paths).size).toBe(names.length);
  for (const path of paths) expect(path).toMatch(/^\/s\/locks\/[A-Za-z0-9._-]{0,120}\.lock$/);
  expect(paths[0]).toBe('/s/locks/prod.lock');
});
