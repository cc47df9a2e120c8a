import {afterEach, describe, expect, jest, test} from '@jest/globals';
import {mkdtempSync, writeFileSync, chmodSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {isKflowError, type KflowError} from '../../src/errors/kflow-error.js';
import {createCommandRunner} from '../../src/tools/shell.js';

const directory = mkdtempSync(join(tmpdir(), 'kflow-shell-'));
const node = process.execPath;

/** Runs JavaScript; `ready` resolves with the first output, which tells that its signal handlers are in place. */
function start(script: string, options: {grace?: number; signal?: AbortSignal; timeout?: number; stdin?: string} = {}) {
  const {grace, ...request} = options;
  const runner = createCommandRunner({grace});
  let said!: (text: string) => void;
  const ready = new Promise<string>((resolve) => (said = resolve));
  const result = runner.run({tool: node, args: ['-e', script], ...request, onOutput: (_stream, text) => said(text)});
  return {runner, ready, result};
}

/** Whether a process is there and no zombie. */
async function isAlive(pid: number): Promise<boolean> {
  const {stdout} = await createCommandRunner().run({tool: 'ps', args: ['-o', 'stat=', '-p', String(pid)]});
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}

async function failure(promise: Promise<unknown>): Promise<KflowError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isKflowError(error)) throw new Error(`not a KflowError: ${error}`);
  return error;
}

describe('a command', () => {
  const runner = createCommandRunner();

  test('gets its arguments as they are, with no shell in between', async () => {
    const args = ['a b', '', '$HOME', '`id`', "it's", '*', ';exit 3', '\n', 'ü'];
    const {stdout} = await runner.run({
      tool: node,
      args: ['-p', 'JSON.stringify(process.argv.slice(1))', '--', ...args],
    });
    expect(JSON.parse(stdout)).toEqual(args);
  });

  test('that exits with an error is a result', async () => {
    const result = await runner.run({tool: 'bash', args: ['-c', 'echo out; echo err >&2; exit 3']});
    expect(result).toMatchObject({exitCode: 3, stdout: 'out\n', stderr: 'err\n', timedOut: false, aborted: false});
    expect(result.signal).toBeUndefined();
  });

  test('that a signal ended says which', async () => {
    const result = await runner.run({tool: 'bash', args: ['-c', 'kill -KILL $$']});
    expect(result).toMatchObject({exitCode: 137, signal: 'SIGKILL', timedOut: false, aborted: false});
  });

  test('runs in its directory and sees its environment added to ours', async () => {
    const runner = createCommandRunner({env: {PATH: process.env['PATH'], ours: '1', both: 'ours'}});
    const script = 'JSON.stringify([process.cwd(), process.env.ours, process.env.both])';
    const {stdout} = await runner.run({tool: node, args: ['-p', script], cwd: directory, env: {both: 'theirs'}});
    expect(JSON.parse(stdout)).toEqual([directory, '1', 'theirs']);
  });

  test.each([undefined, ''])('without input has an empty one (%p)', async (stdin) => {
    expect(await runner.run({tool: 'cat', args: [], stdin})).toMatchObject({exitCode: 0, stdout: ''});
  });

  test('reads its input to the end', async () => {
    const stdin = 'ü\n'.repeat(100_000);
    expect((await runner.run({tool: 'cat', args: [], stdin})).stdout).toBe(stdin);
  });

  test('may end without reading its input', async () => {
    const stdin = 'x'.repeat(4_000_000);
    expect(await runner.run({tool: 'bash', args: ['-c', 'exec <&-; exit 4'], stdin})).toMatchObject({exitCode: 4});
  });

  test('may print a lot, characters that lie across chunks among it', async () => {
    const script = "const s = 'aüb€c😀'.repeat(100_000); process.stdout.write(s); process.stderr.write(s)";
    const seen = {stdout: '', stderr: ''};
    const result = await runner.run({
      tool: node,
      args: ['-e', script],
      onOutput: (stream, text) => (seen[stream] += text),
    });
    expect(result.stdout === 'aüb€c😀'.repeat(100_000)).toBe(true);
    expect(result.stderr === result.stdout).toBe(true);
    expect(seen.stdout === result.stdout && seen.stderr === result.stderr).toBe(true);
  });

  test('may print half a character at a time', async () => {
    // The rest comes only when the test has seen the beginning, so that the two cannot arrive as one chunk.
    const goOn = join(directory, 'go-on');
    const {ready, result} = start(
      `process.stdout.write(Buffer.from([0x31, 0xe2, 0x82]));
      const look = setInterval(() => {
        if (!require('node:fs').existsSync(${JSON.stringify(goOn)})) return;
        clearInterval(look);
        process.stdout.end(Buffer.from([0xac]));
      }, 5);`,
    );
    expect(await ready).toBe('1');
    writeFileSync(goOn, '');
    expect((await result).stdout).toBe('1€');
  });
});

describe('a tool that cannot be started', () => {
  const runner = createCommandRunner();

  test('is not on PATH', async () => {
    const error = await failure(createCommandRunner({env: {PATH: directory}}).run({tool: 'kubectl', args: []}));
    expect(error).toMatchObject({family: 'external', code: 'KF701', message: 'kubectl was not found on PATH'});
    expect(error.hint).toContain('https://kubernetes.io/docs/tasks/tools/');
  });

  test('is not where its path says', async () => {
    const error = await failure(runner.run({tool: join(directory, 'helm'), args: []}));
    expect(error).toMatchObject({code: 'KF701', message: `${join(directory, 'helm')} was not found`});
  });

  test('may not be executed', async () => {
    const file = join(directory, 'plain');
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o600);
    const error = await failure(runner.run({tool: file, args: []}));
    expect(error).toMatchObject({code: 'KF701', message: `${file} may not be executed`});
  });

  test('has no directory to run in', async () => {
    const cwd = join(directory, 'missing');
    const error = await failure(runner.run({tool: 'bash', args: [], cwd}));
    expect(error).toMatchObject({code: 'KF701', message: `bash cannot run in ${cwd}: there is no such directory`});
  });

  test('has too many arguments', async () => {
    const error = await failure(runner.run({tool: 'true', args: ['x'.repeat(5_000_000)]}));
    expect(error).toMatchObject({code: 'KF701', message: expect.stringContaining('longer than the system allows')});
  });
});

describe('ending a command', () => {
  afterEach(() => jest.useRealTimers());

  test('by abort, with all that it started', async () => {
    const abort = new AbortController();
    const grandchild = `require('node:child_process').spawn('sleep', ['600'], {stdio: 'ignore'}).pid`;
    const {runner, ready, result} = start(`console.log(${grandchild}); setInterval(() => {}, 1e6)`, {
      signal: abort.signal,
    });
    const pid = Number(await ready);
    expect(await isAlive(pid)).toBe(true);
    expect(runner.live).toBe(1);
    abort.abort();
    expect(await result).toMatchObject({aborted: true, timedOut: false, exitCode: 143, signal: 'SIGTERM'});
    expect(await isAlive(pid)).toBe(false);
    expect(runner.live).toBe(0);
  });

  test('by SIGKILL, when it ignores SIGTERM', async () => {
    const abort = new AbortController();
    const {ready, result} = start(`process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1e6)`, {
      signal: abort.signal,
      grace: 0.1,
    });
    await ready;
    abort.abort();
    expect(await result).toMatchObject({aborted: true, exitCode: 137, signal: 'SIGKILL'});
  });

  test('kills a grandchild that ignores SIGTERM and holds no pipe of ours', async () => {
    const abort = new AbortController();
    const stubborn = `bash -c 'trap "" TERM; echo $$; exec >&- 2>&-; while :; do sleep 600; done'`;
    const runner = createCommandRunner({grace: 0.1});
    let said!: (text: string) => void;
    const ready = new Promise<string>((resolve) => (said = resolve));
    const result = runner.run({
      tool: 'bash',
      args: ['-c', `${stubborn} & wait`],
      signal: abort.signal,
      onOutput: (_stream, text) => said(text),
    });
    const pid = Number(await ready);
    abort.abort();
    expect(await result).toMatchObject({aborted: true, signal: 'SIGTERM'});
    expect(await isAlive(pid)).toBe(false);
  });

  test('never looks like success, even when it catches SIGTERM and exits 0', async () => {
    const abort = new AbortController();
    const {ready, result} = start(
      `process.on('SIGTERM', () => process.exit(0)); console.log(1); setInterval(() => {}, 1e6)`,
      {signal: abort.signal},
    );
    await ready;
    abort.abort();
    expect(await result).toMatchObject({aborted: true, exitCode: 143});
  });

  test('keeps the exit code that it chose otherwise', async () => {
    const abort = new AbortController();
    const {ready, result} = start(
      `process.on('SIGTERM', () => process.exit(7)); console.log(1); setInterval(() => {}, 1e6)`,
      {signal: abort.signal},
    );
    await ready;
    abort.abort();
    expect(await result).toMatchObject({aborted: true, exitCode: 7});
  });

  test('by its timeout', async () => {
    const {result} = start(`setInterval(() => {}, 1e6)`, {timeout: 0.05});
    expect(await result).toMatchObject({timedOut: true, aborted: false, exitCode: 143, signal: 'SIGTERM'});
  });

  test('does not wait for a process that left the group with our pipe', async () => {
    const abort = new AbortController();
    const escape = `const c = require('node:child_process').spawn('sleep', ['600'], {stdio: 'inherit', detached: true})`;
    const {ready, result} = start(`${escape}; console.log(c.pid); setInterval(() => {}, 1e6)`, {signal: abort.signal});
    const pid = Number(await ready);
    abort.abort();
    expect(await result).toMatchObject({aborted: true});
    process.kill(pid, 'SIGKILL');
  });

  test('before it began runs nothing', async () => {
    const file = join(directory, 'made');
    const result = await createCommandRunner().run({tool: 'touch', args: [file], signal: AbortSignal.abort()});
    expect(result).toMatchObject({aborted: true, exitCode: 143, stdout: ''});
    expect((await createCommandRunner().run({tool: 'ls', args: [file]})).exitCode).not.toBe(0);
  });

  test('a timeout beyond what timers hold is none', async () => {
    expect(await createCommandRunner().run({tool: 'true', args: [], timeout: 1e9})).toMatchObject({exitCode: 0});
  });

  test('leaves no listener at the signal', async () => {
    const abort = new AbortController();
    const remove = jest.spyOn(abort.signal, 'removeEventListener');
    const add = jest.spyOn(abort.signal, 'addEventListener');
    await createCommandRunner().run({tool: 'true', args: [], signal: abort.signal});
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(add.mock.calls.map(([, listener]) => listener));
    expect(add).toHaveBeenCalled();
  });

  test('as a last resort, all at once', async () => {
    const {runner, ready, result} = start(
      `process.on('SIGTERM', () => {}); console.log(1); setInterval(() => {}, 1e6)`,
    );
    await ready;
    runner.killAll();
    expect(await result).toMatchObject({exitCode: 137, signal: 'SIGKILL', aborted: false, timedOut: false});
  });
});

test('standard input as it comes: a conversation, closed when it ends', async () => {
  let reply!: (text: string) => void;
  async function* texts(): AsyncGenerator<string> {
    yield 'one\n';
    yield await new Promise<string>((resolve) => (reply = resolve));
  }
  const heard: string[] = [];
  const result = await createCommandRunner().run({
    tool: 'bash',
    args: ['-c', 'read -r a; echo "$a"; read -r b; echo "$b"; cat'],
    stdinTexts: texts(),
    onOutput(_, text) {
      heard.push(text);
      if (text === 'one\n') reply('two\n');
    },
    forgetOutput: true,
  });
  expect(result).toMatchObject({exitCode: 0, stdout: ''});
  expect(heard.join('')).toBe('one\ntwo\n');
});

test('a program that ends before the conversation does', async () => {
  async function* forever(): AsyncGenerator<string> {
    for (;;) yield 'again\n'.repeat(1000);
  }
  expect(await createCommandRunner().run({tool: 'true', args: [], stdinTexts: forever()})).toMatchObject({exitCode: 0});
});
