import {tmpdir} from 'node:os';
import {KflowError} from '../../errors/kflow-error.js';
import type {Clock} from '../../ports/clock.js';
import {processEnvironment} from '../../ports/environment.js';
import {targetArguments, type KubectlTarget} from './kubectl-arguments.js';
import {ProxyProcess} from './proxy-process.js';

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
  #running: Promise<ProxyProcess> | undefined;
  #current: ProxyProcess | undefined;
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

  async #start(): Promise<ProxyProcess> {
    const args = ['proxy', ...filters, ...targetArguments(this.target)];
    const running = new ProxyProcess(
      this.parent,
      this.target.kubectl ?? 'kubectl',
      args,
      this.target.env ?? processEnvironment(),
    );
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
