import {execFileSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect, createServer, type AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {countingProxy} from '../src/measure/counting-proxy.js';
import {countingTools} from '../src/measure/counting-tools.js';
import {median} from '../src/measure/median.js';
import {processorTime} from '../src/measure/processor-time.js';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'kflow-bench-test-'))));
afterEach(() => rmSync(dir, {recursive: true, force: true}));

test('the proxy passes bytes on both ways, and counts those that come back', async () => {
  // Answers each thing it is told with twice as much.
  const server = createServer((socket) => socket.on('data', (chunk) => socket.end(Buffer.concat([chunk, chunk]))));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const kubeconfig = join(dir, 'config');
  const at = (port: number): string => `clusters: [{cluster: {server: "https://127.0.0.1:${port}"}}]\n`;
  const {port} = server.address() as AddressInfo;
  writeFileSync(kubeconfig, at(port));
  const proxy = await countingProxy(kubeconfig, join(dir, 'through'));
  const own = Number(/:(\d+)"/.exec(readFileSync(proxy.kubeconfig, 'utf8'))![1]);
  expect(own).not.toBe(port);
  expect(readFileSync(proxy.kubeconfig, 'utf8')).toBe(at(own));

  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const client = connect(own, '127.0.0.1', () => client.write('x'.repeat(1000)));
    client.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    client.on('end', () => resolve(text)).on('error', reject);
  });
  expect(answer).toBe('x'.repeat(2000));
  expect(proxy.bytesRead()).toBe(2000);
  await proxy.close();
  server.close();
});

test('the processor time of processes is that which they have taken, where the kernel tells', () => {
  const ownMs = (): number => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  while (ownMs() < 100);
  const before = ownMs();
  const told = processorTime([process.pid, process.pid]);
  if (process.platform === 'linux') {
    // The kernel counts in hundredths of a second.
    expect(told).toBeGreaterThan(2 * (before - 30));
    expect(told).toBeLessThan(2 * (ownMs() + 30));
  } else expect(told).toBeUndefined();
  expect(processorTime([process.pid, 2 ** 30])).toBeUndefined();
  expect(processorTime([])).toBe(0);
});

test('tools are counted, and do what they are told', () => {
  const real = join(dir, 'real');
  mkdirSync(real);
  writeFileSync(join(real, 'kubectl'), '#!/bin/sh\nfor each in "$@"; do echo "<$each>"; done\nexit 3\n');
  chmodSync(join(real, 'kubectl'), 0o755);
  const tools = countingTools(join(dir, 'count'), ['kubectl', 'helm'], [real, process.env.PATH].join(delimiter));
  expect(tools.started()).toBe(0);
  const script = 'kubectl get "two words" \'$HOME\'; kubectl x | grep -c . ; kubectl > /dev/null; echo "exit $?"';
  const env = {...process.env, PATH: [tools.bin, process.env.PATH].join(delimiter)};
  expect(execFileSync('bash', ['-c', script], {env, encoding: 'utf8'})).toBe(
    '<get>\n<two words>\n<$HOME>\n1\nexit 3\n',
  );
  expect(tools.started()).toBe(3);
});

test('the median does not mind order or outliers', () => {
  expect(median([3, 1000, 1])).toBe(3);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([])).toBeNaN();
});
