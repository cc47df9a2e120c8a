import {isTransient, readFailureOf} from '../../cluster/read/read-error.js';
import {untilAborted} from '../../cluster/wait/until-aborted.js';
import type {ClusterReader, KubeObject, Observation} from '../../ports/cluster-reader.js';
import {containerLogs, logPath} from './container-log.js';
import type {ContainerLog} from './container-log.js';
import type {LogsRequest} from './logs-request.js';

/** Milliseconds until a log whose connection broke is asked for again. */
const retryAfter = 1000;

/** The logs of pods as they grow, with the pods and the restarts of containers that come meanwhile. */
export class LogFollower {
  private readonly streams = new Map<string, Promise<void>>();
  private readonly ended = new AbortController();
  private readonly signal: AbortSignal;
  private readonly failed: Promise<never>;
  private fail!: (error: unknown) => void;

  constructor(
    private readonly reader: ClusterReader,
    private readonly request: LogsRequest,
  ) {
    const {signal} = request;
    this.failed = new Promise((_, reject) => (this.fail = reject));
    this.signal = signal ? AbortSignal.any([signal, this.ended.signal]) : this.ended.signal;
  }

  /** Never resolves: rejects with the signal's reason when that aborts, or with what went wrong. */
  async follow(observations: readonly Observation[]): Promise<never> {
    const {tail, since} = this.request.options ?? {};
    const sync = (parts: {tail?: number; since?: number} = {}): void => {
      for (const pod of podsOf(observations)) {
        for (const log of containerLogs(pod, this.request.options?.container)) this.begin(log, parts);
      }
    };
    try {
      // What comes later is shown from its first line on.
      sync({tail, since});
      for (const observation of observations) observation.onChange(() => sync());
      return await untilAborted(this.signal, this.failed);
    } finally {
      this.ended.abort(new Error('the logs are no longer followed'));
      await Promise.allSettled(this.streams.values());
    }
  }

  private begin(log: ContainerLog, parts: {tail?: number; since?: number}): void {
    if (log.waitsFor !== undefined || this.streams.has(log.key) || this.signal.aborted) return;
    const stream = this.stream(log, parts);
    this.streams.set(log.key, stream);
    stream.catch((error: unknown) => this.signal.aborted || this.fail(error));
  }

  private async stream(log: ContainerLog, parts: {tail?: number; since?: number}): Promise<void> {
    const {onLine, onProblem, session} = this.request;
    const {namespace, pod, container, isOneOfSeveral} = log;
    const line = (text: string): void => onLine({namespace, pod, container, isOneOfSeveral, text});
    let told: string | undefined;
    let from: {tail?: number; since?: number; sinceTime?: string} = parts;
    for (;;) {
      try {
        return await this.reader.lines(logPath(log, {follow: true, ...from}), line, this.signal);
      } catch (error) {
        const failure = readFailureOf(error);
        if (failure === undefined) throw error;
        // The pod is gone, and its log with it.
        if (failure.status === 404) return;
        if (failure.message !== told) onProblem(`cannot read the log of ${pod} ${container}: ${failure.message}`);
        told = failure.message;
        if (!isTransient(failure)) return;
        from = {sinceTime: new Date(session.clock.now()).toISOString()};
        await session.clock.sleep(retryAfter, this.signal);
      }
    }
  }
}

/** The pods that are observed, each once, by name. */
export function podsOf(observations: readonly Observation[]): KubeObject[] {
  return distinct(observations.flatMap((observation) => [...observation.objects()]));
}

/** Pods that several queries may have found, each once, by name. */
export function distinct(pods: readonly KubeObject[]): KubeObject[] {
  const byId = new Map(pods.map((pod) => [`${pod.metadata.namespace}/${pod.metadata.name}`, pod]));
  return [...byId].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, pod]) => pod);
}
