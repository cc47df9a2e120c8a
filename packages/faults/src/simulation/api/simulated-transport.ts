import {ReadError} from '@kflow/exec';
import type {ApiRequest, ApiTransport} from '@kflow/exec';
import type {Random} from '../random.js';
import type {VirtualTime} from '../time/virtual-time.js';
import type {Change} from '../cluster/object-store.js';
import type {SimulatedCluster} from '../cluster/simulated-cluster.js';
import {answer, selects} from './answer.js';
import type {ReadFaults} from './read-faults.js';

/** What one simulated kflow process reads the cluster through: an API server that is slow, and has faults. */
export class SimulatedTransport implements ApiTransport {
  readonly context = 'simulated';
  /** Reads and watches that are under way. */
  open = 0;
  /** What went wrong, for the report. */
  readonly injected = new Map<string, number>();
  private dead = false;
  private readonly closed = new AbortController();

  constructor(
    private readonly cluster: SimulatedCluster,
    private readonly time: VirtualTime,
    private readonly random: Random,
    /** Read anew for each request, so that they can be switched off. */
    private readonly faults: () => ReadFaults,
    /** Whether the API server is away altogether. */
    private readonly isAway: () => boolean,
  ) {}

  get(request: ApiRequest): Promise<string> {
    return this.during(request.signal, async (wait) => {
      await wait(this.random.int(1, 30));
      this.maybeFail(request.path);
      const text = JSON.stringify(answer(this.cluster, request.path));
      if (!this.happens('truncated')) return text;
      return text.slice(0, this.random.int(0, text.length - 1));
    });
  }

  stream(request: ApiRequest, onLine: (line: string) => void): Promise<void> {
    return this.during(request.signal, async (wait, signal) => {
      await wait(this.random.int(1, 30));
      this.maybeFail(request.path);
      const url = new URL(request.path, 'http://cluster');
      if (this.happens('expired'))
        return onLine(JSON.stringify({type: 'ERROR', object: status(410, 'Expired', 'too old')}));
      const since = Number(url.searchParams.get('resourceVersion'));
      const query = selects(this.cluster, url);
      const lines: string[] = this.cluster.store.history
        .filter(({version, object}) => version > since && query(object))
        .map(lineOf);
      let ring: () => void = () => {};
      const stop = this.cluster.store.onChange((change) => {
        if (!query(change.object)) return;
        lines.push(lineOf(change));
        ring();
      });
      const end = this.time.passed + Number(url.searchParams.get('timeoutSeconds') ?? 300) * 1000;
      try {
        for (;;) {
          signal.throwIfAborted();
          if (this.isAway()) throw unreachable(request.path);
          const line = lines.shift();
          if (line !== undefined) {
            if (lines.length > 0 && this.happens('reorder')) {
              const next = lines.shift()!;
              lines.unshift(line);
              onLine(next);
            } else onLine(this.happens('garbage') ? line.slice(0, this.random.int(1, line.length - 1)) : line);
            if (this.happens('duplicate')) onLine(line);
            if (this.happens('cut')) throw unreachable(request.path);
            continue;
          }
          if (this.time.passed >= end) return;
          const rung = new Promise<void>((resolve) => (ring = resolve));
          const nap = new AbortController();
          // Looked at once a second as well: the server may go away in silence.
          await Promise.race([rung, wait(1000, nap.signal)]);
          nap.abort();
          await wait(this.random.int(0, 60));
        }
      } finally {
        stop();
      }
    });
  }

  async close(): Promise<void> {
    this.closed.abort(new Error('the transport is closed'));
  }

  /** The process is dead: nothing answers it any more. */
  die(): void {
    this.dead = true;
  }

  private async during<Result>(
    own: AbortSignal | undefined,
    work: (wait: (milliseconds: number, end?: AbortSignal) => Promise<void>, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const signal = own ? AbortSignal.any([own, this.closed.signal]) : this.closed.signal;
    const wait = (milliseconds: number, end?: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const over = (): void => {
          cancel();
          signal.removeEventListener('abort', onAbort);
        };
        const onAbort = (): void => {
          over();
          if (!this.dead) reject(signal.reason);
        };
        const cancel = this.time.after(milliseconds, () => {
          over();
          if (!this.dead) resolve();
        });
        signal.addEventListener('abort', onAbort, {once: true});
        end?.addEventListener('abort', over, {once: true});
      });
    this.open += 1;
    try {
      return await work(wait, signal);
    } finally {
      this.open -= 1;
    }
  }

  private maybeFail(path: string): void {
    if (this.isAway() || this.happens('unreachable')) throw unreachable(path);
    if (!this.happens('status')) return;
    const [code, reason] = this.random.pick([
      [500, 'InternalError'],
      [503, 'ServiceUnavailable'],
      [429, 'TooManyRequests'],
    ] as const);
    throw new ReadError({status: code, reason, message: 'the simulated server has a fault'}, this.context, path);
  }

  private happens(fault: keyof ReadFaults): boolean {
    if (!this.random.chance(this.faults()[fault])) return false;
    this.injected.set(`read ${fault}`, (this.injected.get(`read ${fault}`) ?? 0) + 1);
    return true;
  }
}

function lineOf({type, object}: Change): string {
  return JSON.stringify({type, object});
}

function unreachable(path: string): ReadError {
  return new ReadError({status: 0, reason: 'Unreachable', message: 'connection refused'}, 'simulated', path);
}

/** A `Status` as the API server answers it. */
export function status(code: number, reason: string, message: string): object {
  return {kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message};
}
