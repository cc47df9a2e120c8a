import {spawn, type ChildProcess} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Writable} from 'node:stream';
import {KflowError} from '../errors/kflow-error.js';
import type {Clock} from '../ports/clock.js';
import {targetArguments, type KubectlTarget} from './kubectl-arguments.js';

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
 * Only reads get through. Paths that tunnel into a pod, a node or a service by a GET are closed too (kubectl's own default closes
 * exec and attach only). Both flags take regular expressions, separated by commas.
 */
const filters = [
  '--reject-methods=^POST$,^PUT$,^PATCH$,^DELETE$,^CONNECT$',
  '--reject-paths=^/api/[^/]+/namespaces/[^/]+/pods/[^/]+/(exec|attach|portforward|proxy),^/api/[^/]+/(namespaces/[^/]+/services|nodes)/[^/]+/proxy',
];

/**
 * `kubectl proxy` on a Unix socket in a directory of its own (mode 0700): the user's kubectl authenticates, we only read. It runs
 * in a process group of its own, so that Ctrl-C in the terminal does not end it under a run that still waits for rollouts; it
 * ends with `close`, and with this process, however that ends. A proxy that dies is started anew when next needed.
 */
export class KubectlProxy {
  #running: Promise<Running> | undefined;
  #current: Running | undefined;
  readonly #ending = new Set<Promise<void>>();
  #closed = false;

  constructor(
    private readonly target: KubectlTarget,
    private readonly clock: Clock,
    /** Milliseconds until it must serve. */
    private readonly startWithin = 10_000,
    /** Where the private directory is made. */
    private readonly parent = shortTemporaryDirectory(),
  ) {}

  /** The path of a socket that is being served. Rejects with a KflowError `KF806` when kubectl does not get that far. */
  async socket(): Promise<string> {
    if (this.#closed) throw new KflowError('external', 'KF806', 'kubectl proxy was closed already');
    this.#running ??= this.#start().catch((error: unknown) => {
      this.#running = undefined;
      throw error;
    });
    return (await this.#running).socket;
  }

  /** Takes note that nobody listens on a socket: the next `socket` is a new one. */
  forget(socket: string): void {
    const dead = this.#current;
    if (dead?.socket !== socket) return;
    this.#current = undefined;
    this.#running = undefined;
    const ending = dead.end(this.clock).finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  /** Ends the process and removes its directory. */
  async close(): Promise<void> {
    this.#closed = true;
    const running = await this.#running?.catch(() => undefined);
    await Promise.all([running?.end(this.clock), ...this.#ending]);
  }

  async #start(): Promise<Running> {
    // At once followed by the process that will remove it, whatever happens to this one.
    const directory = mkdtempSync(join(this.parent, 'kflow-'));
    const args = ['proxy', `--unix-socket=${directory}/s`, ...filters, ...targetArguments(this.target)];
    const child = spawn('sh', ['-c', lifeline, directory, this.target.kubectl ?? 'kubectl', ...args], {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    const running = new Running(child, directory);
    try {
      await running.serves(this.clock, this.startWithin);
    } catch (error) {
      await running.end(this.clock);
      throw error;
    }
    this.#current = running;
    void running.ended.then(() => this.forget(running.socket));
    return running;
  }
}

/** The path of a Unix socket is limited to about a hundred bytes (`sun_path`), and some temporary directories are most of that. */
function shortTemporaryDirectory(): string {
  const usual = tmpdir();
  return usual.length > 80 ? '/tmp' : usual;
}

/** One proxy process. */
class Running {
  readonly socket: string;
  readonly ended: Promise<void>;
  /** Ended, and all that it printed is read. */
  readonly #closed: Promise<void>;
  #stderr = '';

  constructor(
    private readonly child: ChildProcess,
    private readonly directory: string,
  ) {
    this.socket = join(directory, 's');
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
      this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
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
        this.child.unref();
        for (const stream of this.child.stdio) (stream as {unref?: () => void} | null)?.unref?.();
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
    if (this.child.pid !== undefined && this.child.exitCode === null && this.child.signalCode === null) {
      this.child.ref();
      this.#kill('SIGTERM');
      const over = new AbortController();
      clock.sleep(2_000, over.signal).then(
        () => this.#kill('SIGKILL'),
        () => undefined,
      );
      await this.ended;
      over.abort();
    }
    await rm(this.directory, {recursive: true, force: true});
  }

  #kill(signal: NodeJS.Signals): void {
    try {
      process.kill(-this.child.pid!, signal);
    } catch {
      // It has ended by itself.
    }
  }
}
