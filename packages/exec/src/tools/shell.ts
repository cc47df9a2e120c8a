import {spawn, type ChildProcess} from 'node:child_process';
import {constants} from 'node:os';
import {Readable, type Writable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {StringDecoder} from 'node:string_decoder';
import {$, type Options} from 'zx/core';
import type {CommandRequest, CommandResult, CommandRunner} from '../ports/command-runner.js';
import {processEnvironment} from '../ports/environment.js';
import type {Environment} from '../ports/environment.js';
import {endGroup, signalGroup} from './process/process-group.js';
import {startFailure} from './process/start-failure.js';
import {Watchdog} from './process/watchdog.js';

/** Starts processes and knows which of them still run. */
export interface ProcessRunner extends CommandRunner {
  /** How many of its processes run. */
  readonly live: number;
  /**
   * SIGKILL for every process that still runs and everything that those started. Synchronous, so that it works in a listener for
   * `process.on('exit')`: the last resort of a program that cannot wait for its signals to take effect.
   */
  killAll(): void;
  /** For when nothing runs any more and nothing is to be started: ends what watches over the processes. Forgotten, it ends with this process. */
  close(): Promise<void>;
}

/** How to start processes. */
export interface CommandRunnerOptions {
  /** What children inherit. Default `process.env`, read at each start. */
  env?: Environment;
  /** Seconds from SIGTERM to SIGKILL when a process has to end. Default 5. */
  grace?: number;
}

/** setTimeout's limit; a longer one would fire at once. */
const longestTimer = 2 ** 31 - 1;

/**
 * zx keeps every chunk of output twice and decodes each for itself, which breaks characters that lie across two. The output is
 * collected here instead, and zx gets lists that stay empty.
 */
const forgetful = () => Object.assign([] as (string | Buffer)[], {push: () => 0});

/**
 * Every option that zx would otherwise take from `ZX_*` variables (ZX_PREFIX would inject commands into each call) or from its
 * defaults, which a user's runner that imports zx may have changed.
 */
const hardened = {
  prefix: '',
  postfix: '',
  // Never used: our `spawn` starts the tool itself, with an argument array. zx insists on having one.
  shell: true,
  quote: String,
  verbose: false,
  quiet: true,
  nothrow: true,
  preferLocal: false,
  sync: false,
  timeout: undefined,
  timeoutSignal: 'SIGTERM',
  killSignal: 'SIGTERM',
  log: () => {},
} satisfies Partial<Options>;

/** Collects one stream of a child as text, passing it on as it comes; characters are never torn. */
function collect(child: ChildProcess, stream: 'stdout' | 'stderr', request: CommandRequest): () => string {
  const decoder = new StringDecoder('utf8');
  const chunks: string[] = [];
  const take = (text: string) => {
    if (text === '') return;
    if (!request.forgetOutput) chunks.push(text);
    request.onOutput?.(stream, text);
  };
  child[stream]?.on('data', (data: Buffer) => take(decoder.write(data)));
  child[stream]?.on('end', () => take(decoder.end()));
  return () => chunks.join('');
}

/** Writes texts to a child as they come, and closes its standard input after the last one. A child that ends before that ends it. */
function feed(stdin: Writable, texts: AsyncIterable<string>): void {
  void pipeline(Readable.from(texts), stdin).catch(() => {});
}

/**
 * Starts processes through zx, the only place that does. Arguments go to the tool as they are, no shell in between. Each process
 * leads a group of its own: Ctrl-C in the terminal does not reach it past kflow, and aborting ends what it started, too. One that is
 * aborted or timed out gets SIGTERM, and SIGKILL when it has not ended after the grace. None outlives this process.
 */
export function createCommandRunner({env, grace = 5}: CommandRunnerOptions = {}): ProcessRunner {
  const living = new Set<ChildProcess>();
  const watchdog = new Watchdog(() => env ?? processEnvironment());

  async function run(request: CommandRequest): Promise<CommandResult> {
    const {tool, args, stdin, stdinTexts, cwd, signal, timeout} = request;
    const started = performance.now();
    if (signal?.aborted) return stopped({timedOut: false, aborted: true, stdout: '', stderr: '', duration: 0});

    let child!: ChildProcess;
    let refuse!: (error: NodeJS.ErrnoException) => void;
    // Node emits no `close`, which zx waits for, after some failures to start (EMFILE): this ends the wait.
    const refused = new Promise<never>((_, reject) => (refuse = reject));
    refused.catch(() => {});
    let stdout = () => '';
    let stderr = () => '';

    const begin = ((_command: string, _args: string[], {env, stdio}: Parameters<typeof spawn>[2]) => {
      // zx aborts and kills only leaders, and needs `ps` for more: its signal is not passed on, ours works on the group.
      child = spawn(tool, args, {cwd, env, stdio, detached: process.platform !== 'win32', windowsHide: true});
      child.once('error', refuse);
      // A tool that ends without reading its input (EPIPE) is judged by how it ended.
      child.stdin?.on('error', () => {});
      if (child.stdin && stdinTexts) feed(child.stdin, stdinTexts);
      stdout = collect(child, 'stdout', request);
      stderr = collect(child, 'stderr', request);
      if (child.pid !== undefined) {
        living.add(child);
        watchdog.began(child.pid);
      }
      return child;
    }) as typeof spawn;

    const exit = $({
      ...hardened,
      spawn: begin,
      cwd: cwd ?? process.cwd(),
      env: {...(env ?? processEnvironment()), ...request.env},
      detached: process.platform !== 'win32',
      // With nothing to say, standard input is empty rather than zx's open pipe.
      stdio: [stdin || stdinTexts ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      input: stdin || undefined,
      store: {stdout: forgetful(), stderr: forgetful(), stdall: forgetful()},
    })`${tool}`;

    let reason: 'aborted' | 'timedOut' | undefined;
    let giveUp!: () => void;
    const gaveUp = new Promise<undefined>((resolve) => (giveUp = () => resolve(undefined)));
    let ending: Promise<void> | undefined;
    const end = (why: 'aborted' | 'timedOut') => {
      if (child?.pid === undefined || ending !== undefined) return;
      reason = why;
      ending = endGroup(child, grace * 1000);
      // A process that not even SIGKILL ends sits in the kernel; nothing comes of waiting for it.
      void ending.then(() => setTimeout(giveUp, 2000).unref());
    };
    const onAbort = () => end('aborted');
    signal?.addEventListener('abort', onAbort, {once: true});
    const milliseconds = timeout === undefined ? Infinity : timeout * 1000;
    const timer = milliseconds <= longestTimer ? setTimeout(() => end('timedOut'), milliseconds) : undefined;

    try {
      const output = await Promise.race([exit, refused, gaveUp]);
      if (output?.cause) throw output.cause;
      await ending;
      const result = {
        timedOut: reason === 'timedOut',
        aborted: reason === 'aborted',
        stdout: stdout(),
        stderr: stderr(),
        duration: (performance.now() - started) / 1000,
      };
      const by = output === undefined ? 'SIGKILL' : (output.signal ?? undefined);
      if (by !== undefined) return {...result, exitCode: 128 + constants.signals[by], signal: by};
      // Told to end, it caught SIGTERM and said that all is well. What it was started for is not known to be done.
      if (reason !== undefined && !output?.exitCode) return stopped(result);
      return {...result, exitCode: output?.exitCode ?? 1};
    } catch (error) {
      throw startFailure(request, error as NodeJS.ErrnoException);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      living.delete(child);
      if (child?.pid !== undefined) watchdog.ended(child.pid);
    }
  }

  return {
    isLocal: true,
    run,
    get live() {
      return living.size;
    },
    killAll() {
      for (const child of living) signalGroup(child, 'SIGKILL');
    },
    close: () => watchdog.close(),
  };
}

/** A result that says SIGTERM. */
function stopped(result: Omit<CommandResult, 'exitCode' | 'signal'>): CommandResult {
  return {...result, exitCode: 128 + constants.signals.SIGTERM, signal: 'SIGTERM'};
}
