import {createServer} from 'node:net';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Writable} from 'node:stream';
import {expect, test} from '@jest/globals';
import {cacheDir} from '../src/cache-dir.js';
import {readArguments} from '../src/cli/arguments.js';
import {elapsed, progressPrinter} from '../src/cli/progress-printer.js';
import {shellQuote} from '../src/cli/shell-quote.js';
import {withLock} from '../src/file-lock.js';
import {freePorts} from '../src/run/free-port.js';
import {renderKubeconfig} from '../src/run/kubeconfig.js';
import {logTail} from '../src/run/log-tail.js';
import {sandboxName} from '../src/run/sandbox-name.js';
import {scratch} from './harness/standins.js';

test('the cache directory', () => {
  expect(cacheDir({KFLOW_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b', HOME: '/c'})).toBe('/a');
  expect(cacheDir({XDG_CACHE_HOME: '/b', HOME: '/c'})).toBe('/b/kflow');
  expect(cacheDir({HOME: '/c'})).toBe('/c/.cache/kflow');
});

test('free ports differ and can be bound', async () => {
  const ports = await freePorts(5);
  expect(new Set(ports).size).toBe(5);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(ports[0], '127.0.0.1', resolve));
  await new Promise((resolve) => server.close(resolve));
});

test('a kubeconfig pins the certificate and skips nothing', () => {
  const text = renderKubeconfig({context: 'c', server: 'https://127.0.0.1:1', authority: 'PEM', token: 't'});
  expect(text).toContain(`certificate-authority-data: ${Buffer.from('PEM').toString('base64')}`);
  expect(text).toContain('current-context: c\n');
  expect(text).not.toContain('insecure');
});

test('names', () => {
  expect(sandboxName('my-1')).toBe('my-1');
  expect(sandboxName()).not.toBe(sandboxName());
  for (const bad of ['', 'A', 'a_b', '-a', 'a-', '../x', 'a'.repeat(41)])
    expect(() => sandboxName(bad)).toThrow(/cannot name/);
});

test('the end of a log, without goroutines', async () => {
  const path = join(await scratch(), 'log');
  await writeFile(
    path,
    `${Array.from({length: 20}, (_, index) => `line ${index}`).join('\n')}\n\ngoroutine 1 [running]:\nmain()\n`,
  );
  expect(await logTail(path, 2)).toBe('line 18\nline 19');
  expect(await logTail(`${path}.none`)).toBe('');
});

test('a lock is held by one at a time, and the second is told that it waits', async () => {
  const path = join(await scratch(), 'x');
  const order: string[] = [];
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let entered: () => void = () => undefined;
  const inside = new Promise<void>((resolve) => (entered = resolve));
  const first = withLock(path, {onWait: () => order.push('first waits')}, async () => {
    order.push('first in');
    entered();
    await held;
    order.push('first out');
  });
  // Two that set out together may come in either order.
  await inside;
  const second = withLock(
    path,
    {onWait: () => (order.push('second waits'), release())},
    async () => void order.push('second in'),
  );
  await Promise.all([first, second]);
  expect(order.filter((each) => each !== 'second waits')).toEqual(['first in', 'first out', 'second in']);
  expect(order).toContain('second waits');
});

test('progress in a pipe is a line for each new stage, not for each step', () => {
  const lines: string[] = [];
  const out = new Writable({write: (chunk, _encoding, done) => (lines.push(String(chunk)), done())});
  const {onProgress, end} = progressPrinter(out);
  for (let done = 0; done < 100; done++) onProgress({stage: 'compile', done, total: 100, message: `${done} of 100`});
  onProgress({stage: 'start', done: 0, total: 5, message: 'starting'});
  end();
  expect(lines).toEqual(['0 of 100\n', 'starting\n']);
  expect(elapsed(190_000)).toBe('3m10s');
});

test('progress on a terminal is one line that is written over', () => {
  let text = '';
  const out = new Writable({write: (chunk, _encoding, done) => ((text += String(chunk)), done())});
  const {onProgress, end} = progressPrinter(Object.assign(out, {isTTY: true, columns: 30}));
  onProgress({stage: 'compile', done: 0, total: 1, message: 'a message that is longer than the line'});
  end();
  expect(text).toBe('\r\x1b[2Ka message that is longer than\r\x1b[2K');
});

test('flags', () => {
  const options = {name: {type: 'string', default: 'default'}} as const;
  expect(readArguments('exec', ['--name', 'x', '--', 'a', '--b'], options, true)).toEqual({
    flags: {name: 'x'},
    rest: ['a', '--b'],
  });
  expect(() => readArguments('up', ['--nam', 'x'], options)).toThrow("kflow-sandbox up: unknown option '--nam'.");
  expect(() => readArguments('up', ['x'], options)).toThrow(/unexpected argument 'x'/);
});

test('words for a shell', () => {
  expect(shellQuote('/a/b-c', ':"$PATH"')).toBe('/a/b-c:"$PATH"');
  expect(shellQuote("it's here")).toBe(`'it'\\''s here'`);
});
