import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readdir, stat} from 'node:fs/promises';
import {request} from 'node:https';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterAll, expect, jest, test} from '@jest/globals';
import {cacheDir, startSandbox, type Sandbox} from '../src/index.js';
import {eventually, kubectl, lives} from './harness/cluster.js';

jest.setTimeout(60_000);

const started: Sandbox[] = [];
/** The second of the first test, for those after it. */
let shared: Sandbox | undefined;
afterAll(() => Promise.all(started.map((sandbox) => sandbox.stop())));

async function start(options: Parameters<typeof startSandbox>[0] = {}): Promise<Sandbox> {
  const sandbox = await startSandbox(options);
  started.push(sandbox);
  return sandbox;
}

/** What a request without credentials is answered; `refused` if the connection is. */
function knock(port: number, path: string): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request({host: '127.0.0.1', port, path, rejectUnauthorized: false, agent: false}, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end();
  });
}

test('two at once, apart from each other; stop leaves nothing', async () => {
  const [one, two] = await Promise.all([start({name: 'one', nodes: 1}), start({name: 'two', nodes: 3})]);
  shared = two;
  expect(one.context).toBe('kflow-sandbox-one');
  expect(await kubectl(one, ['config', 'current-context'])).toBe('kflow-sandbox-one\n');
  const nodes = async (sandbox: Sandbox): Promise<number> =>
    (await kubectl(sandbox, ['get', 'nodes', '-o', 'name'])).trim().split('\n').length;
  expect(await Promise.all([nodes(one), nodes(two)])).toEqual([1, 3]);
  await kubectl(one, ['create', 'namespace', 'only-here']);
  await expect(kubectl(two, ['get', 'namespace', 'only-here'])).rejects.toThrow(/not found/);

  const dir = dirname(one.kubeconfig);
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
  expect((await stat(one.kubeconfig)).mode & 0o777).toBe(0o600);
  await one.stop();
  expect(existsSync(dir)).toBe(false);
  for (const pid of Object.values(one.pids)) expect(await lives(pid)).toBe(false);
  expect(await one.exited).toBeUndefined();
  expect(await nodes(two)).toBe(3);
});

test('nobody gets in without the keys', async () => {
  const sandbox = shared ?? (await start());
  const server = await kubectl(sandbox, ['config', 'view', '-o', 'jsonpath={.clusters[0].cluster.server}']);
  expect(await knock(Number(new URL(server).port), '/api/v1/namespaces/kube-system/secrets')).toBe(403);
  const kubelet = await kubectl(sandbox, [
    'get',
    'node',
    'node-1',
    '-o',
    'jsonpath={.status.daemonEndpoints.kubeletEndpoint.Port}',
  ]);
  // No certificate, no answer: exec would run commands as whoever started the sandbox.
  expect(await knock(Number(kubelet), '/exec/default/x/main?command=id&output=1')).toEqual(expect.any(String));
});

test.each(['kube-apiserver', 'etcd'])('%s is started again with what it had', async (component) => {
  const sandbox = shared ?? (await start());
  const before = sandbox.pids;
  let ended = false;
  void sandbox.exited.then(() => (ended = true));
  await kubectl(sandbox, ['create', 'namespace', `before-${component}`]);
  await sandbox.restart(component);
  expect(await kubectl(sandbox, ['get', 'namespace', `before-${component}`, '-o', 'name'])).toMatch(/before/);
  expect(await lives(before[component] ?? 0)).toBe(false);
  expect(await lives(sandbox.pids[component] ?? 0)).toBe(true);
  expect({...sandbox.pids, [component]: 0}).toEqual({...before, [component]: 0});
  expect(ended).toBe(false);
  await expect(sandbox.restart('kubelet')).rejects.toThrow('A sandbox has no component "kubelet".');
});

test('a component that dies is told of', async () => {
  const sandbox = shared ?? (await start());
  process.kill(sandbox.pids['kube-scheduler'] ?? 0, 'SIGKILL');
  expect(await sandbox.exited).toMatchObject({component: 'kube-scheduler', signal: 'SIGKILL', code: null});
});

test('an abort ends the start and leaves nothing', async () => {
  const runs = join(cacheDir(process.env), 'run');
  const abort = new AbortController();
  const starting = startSandbox({
    name: 'aborted',
    signal: abort.signal,
    onProgress: ({stage, done}) => {
      if (stage === 'start' && done === 2) abort.abort(new Error('enough'));
    },
  });
  await expect(starting).rejects.toThrow('enough');
  expect((await readdir(runs)).filter((each) => each.startsWith('aborted-'))).toEqual([]);
});

test('what cannot start is refused in words', async () => {
  await expect(startSandbox({name: 'Not A Name'})).rejects.toThrow('"Not A Name" cannot name a sandbox.');
  await expect(startSandbox({nodes: 0})).rejects.toThrow('A sandbox cannot have 0 nodes.');
  await expect(startSandbox({dir: '/'})).rejects.toThrow('The directory / cannot be made (EEXIST).');
  await expect(startSandbox({timeout: 1})).rejects.toThrow(
    /^The sandbox "[0-9a-f]+" did not start: .* did not happen in time/,
  );
});

test('SIGKILL of the process that started it leaves no process', async () => {
  const index = fileURLToPath(new URL('../dist/index.js', import.meta.url));
  const script = `
    const {startSandbox} = await import(${JSON.stringify(index)});
    const sandbox = await startSandbox({name: 'orphan'});
    console.log(JSON.stringify({pids: sandbox.pids, kubeconfig: sandbox.kubeconfig}));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {stdio: ['ignore', 'pipe', 'inherit']});
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const line = await eventually('its start', () => /^\{.*\}\n/.exec(output)?.[0], 50_000);
  const {pids, kubeconfig} = JSON.parse(line) as {pids: {[name: string]: number}; kubeconfig: string};
  expect(Object.keys(pids)).toHaveLength(5);
  child.kill('SIGKILL');
  for (const pid of Object.values(pids)) await eventually(`the end of ${pid}`, async () => !(await lives(pid)), 10_000);
  // Its directory could not be removed by anyone; the next start does.
  expect(existsSync(kubeconfig)).toBe(true);
  await (await start()).stop();
  expect(existsSync(kubeconfig)).toBe(false);
});
