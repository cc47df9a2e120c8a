import {chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {KubectlProxy} from '../../src/cluster/transport/kubectl-proxy.js';
import {systemClock} from '../../src/ports/system-clock.js';
import {HeldClock} from './held-clock.js';

let directory: string;
let sockets: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'proxy-test-'));
  sockets = join(directory, 't');
  mkdirSync(sockets);
});
afterEach(() => rmSync(directory, {recursive: true, force: true}));

/** A program that stands in for kubectl. */
function kubectl(body: string): string {
  const file = join(directory, 'kubectl');
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

const serve = 'echo "Starting to serve on $2"; while :; do sleep 1; done';

/** Resolves when a process is gone. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('it names the cluster, lets only reads through, and closes without a trace', async () => {
  const log = join(directory, 'log');
  const target = {
    kubectl: kubectl(`echo $$ $HTTP2_READ_IDLE_TIMEOUT_SECONDS "$@" > ${log}; ${serve}`),
    context: 'prod',
    kubeconfig: '/k',
  };
  const proxy = new KubectlProxy(target, systemClock(), 10_000, sockets);
  const socket = await proxy.socket();
  expect(await proxy.socket()).toBe(socket);
  const [pid, ping, ...args] = readFileSync(log, 'utf8').trim().split(' ');
  expect(ping).toBe('10');
  expect(args).toEqual([
    'proxy',
    '--reject-methods=^POST$,^PUT$,^PATCH$,^DELETE$,^CONNECT$',
    expect.stringContaining('--reject-paths='),
    '--kubeconfig=/k',
    '--context=prod',
    `--unix-socket=${socket}`,
  ]);
  await proxy.close();
  await gone(Number(pid));
  expect(readdirSync(sockets)).toEqual([]);
  await expect(proxy.socket()).rejects.toMatchObject({code: 'KF806'});
});

test('a kubectl that gives up says why', async () => {
  const proxy = new KubectlProxy(
    {kubectl: kubectl('echo "unknown flag: --unix-socket" >&2; exit 1')},
    systemClock(),
    10_000,
    sockets,
  );
  await expect(proxy.socket()).rejects.toMatchObject({
    code: 'KF806',
    message: 'kubectl proxy did not start: unknown flag: --unix-socket',
  });
  expect(readdirSync(sockets)).toEqual([]);
  await proxy.close();
});

test('a kubectl that is not there', async () => {
  const proxy = new KubectlProxy({kubectl: join(directory, 'nope')}, systemClock(), 10_000, sockets);
  await expect(proxy.socket()).rejects.toMatchObject({code: 'KF806', message: expect.stringContaining('not found')});
  expect(readdirSync(sockets)).toEqual([]);
});

test('a kubectl that does not get anywhere is ended', async () => {
  const clock = new HeldClock();
  const log = join(directory, 'log');
  const proxy = new KubectlProxy({kubectl: kubectl(`echo $$ > ${log}; exec sleep 1000`)}, clock, 10_000, sockets);
  const refused = expect(proxy.socket()).rejects.toMatchObject({
    code: 'KF806',
    message: 'kubectl proxy did not start within 10 s',
  });
  let pid = NaN;
  while (Number.isNaN(pid)) {
    await new Promise((resolve) => setImmediate(resolve));
    try {
      pid = Number.parseInt(readFileSync(log, 'utf8'), 10);
    } catch {
      // Not started yet.
    }
  }
  await clock.advance(10);
  await refused;
  await gone(pid);
  expect(readdirSync(sockets)).toEqual([]);
});

test('one that died is started anew, at another path', async () => {
  const log = join(directory, 'log');
  const proxy = new KubectlProxy({kubectl: kubectl(`echo $$ > ${log}; ${serve}`)}, systemClock(), 10_000, sockets);
  const first = await proxy.socket();
  const pid = Number.parseInt(readFileSync(log, 'utf8'), 10);
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  proxy.forget(first);
  const second = await proxy.socket();
  expect(second).not.toBe(first);
  await proxy.close();
  expect(readdirSync(sockets)).toEqual([]);
});

test('a wrapper does not leave the kubectl behind that it started', async () => {
  const log = join(directory, 'log');
  const inner = `sleep 1000 & echo $! > ${log}; echo "Starting to serve"; wait`;
  const proxy = new KubectlProxy({kubectl: kubectl(inner)}, systemClock(), 10_000, sockets);
  await proxy.socket();
  const pid = Number.parseInt(readFileSync(log, 'utf8'), 10);
  await proxy.close();
  await gone(pid);
});

test('where no directory can be made, there is no proxy', async () => {
  const proxy = new KubectlProxy({kubectl: kubectl(serve)}, systemClock(), 10_000, join(sockets, 'not-there'));
  await expect(proxy.socket()).rejects.toMatchObject({code: 'KF806', message: expect.stringContaining('ENOENT')});
});
