import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Writable} from 'node:stream';
import {KflowError} from '../../errors/kflow-error.js';
import type {Clock} from '../../ports/clock.js';
import type {Environment} from '../../ports/environment.js';
import {goEnvironment} from '../../tools/process/go-environment.js';
import {pingEnvironment} from './ping-environment.js';

/**
 * Ties a process group to this process by a pipe on descriptor 3. The pipe's other end is ours: the system closes it when we end, even by
 * SIGKILL, and then the directory is removed and the group ended; all of it, since some kubectls are wrappers that start another one. The group's
 * number cannot be another's by then, as the reader of the pipe is in the group itself.
 */
const lifeline = `
( read -r word <&3
  rm -f "$0/s"; rmdir "$0"
  kill -s TERM -- "-$$"
) >/dev/null 2>&1 &
exec "$@" 3<&-
`;

/**
 * One `kubectl proxy` in a process group of its own, and the private directory that its socket is in. Both are gone after `end`, and soon
 * after this process ends, however it does.
 */
export class ProxyProcess {
  readonly socket: string;
  readonly ended: Promise<void>;
  /** Ended, and all that it printed is read. */
  readonly #closed: Promise<void>;
  readonly #child: ChildProcess;
  readonly #directory: string;
  #stderr = '';

  /**
   * Starts it, with `--unix-socket` added. Throws a KflowError `KF806` when its directory cannot be made.
   *
   * @param parent where the private directory is made
   */
  constructor(parent: string, kubectl: string, args: readonly string[], environment: Environment) {
    // At once followed by the process that will remove it, whatever happens to this one.
    const directory = makeDirectory(parent);
    const child = spawn('sh', ['-c', lifeline, directory, kubectl, ...args, `--unix-socket=${directory}/s`], {
      detached: true,
      env: {...environment, ...pingEnvironment(environment), ...goEnvironment(environment, 'little')},
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#directory = directory;
    this.socket = `${directory}/s`;
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#stderr += error.message;
        resolve();
      });
      child.once('exit', () => resolve());
    });
    this.#closed = new Promise((resolve) => child.once('close', () => resolve()));
    const line = child.stdio[3] as Writable | null;
    line?.on('error', () => undefined);
    void this.ended.then(() => line?.end());
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-4000)));
  }

  /** Resolves when it says that it serves; rejects when it ends before, or takes too long. */
  async serves(clock: Clock, within: number): Promise<void> {
    const stop = new AbortController();
    const said = new Promise<boolean>((resolve) => {
      let text = '';
      this.#child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
        text = (text + chunk).slice(-1000);
        if (text.includes('Starting to serve')) resolve(true);
      });
    });
    const no = (): boolean => false;
    const late = clock.sleep(within, stop.signal).then(no, no);
    // What another process of the group still holds open is not waited for long.
    const over = this.ended.then(() => Promise.race([this.#closed, clock.sleep(500, stop.signal)])).then(no, no);
    try {
      if (await Promise.race([said, late, over])) {
        // An idle process must not keep ours alive.
        this.#child.unref();
        for (const stream of this.#child.stdio) (stream as {unref?: () => void} | null)?.unref?.();
        return;
      }
    } finally {
      stop.abort();
    }
    const output = this.#stderr.trim();
    throw new KflowError(
      'external',
      'KF806',
      `kubectl proxy did not start${output === '' ? ` within ${within / 1000} s` : `: ${output}`}`,
    );
  }

  async end(clock: Clock): Promise<void> {
    if (this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.ref();
      this.#kill('SIGTERM');
      const over = new AbortController();
      clock.sleep(2_000, over.signal).then(
        () => this.#kill('SIGKILL'),
        () => undefined,
      );
      await this.ended;
      over.abort();
    }
    await rm(this.#directory, {recursive: true, force: true});
  }

  #kill(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.#child.pid!, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

function makeDirectory(parent: string): string {
  try {
    return mkdtempSync(join(parent, 'kflow-'));
  } catch (error) {
    throw new KflowError('external', 'KF806', `no directory for kubectl proxy's socket: ${(error as Error).message}`);
  }
}
