import {isKflowError} from '../errors/kflow-error.js';
import type {Clock} from '../ports/clock.js';
import type {ClusterReader} from '../ports/cluster-reader.js';
import type {CommandRunner} from '../ports/command-runner.js';
import {ApiReader} from './read/api-reader.js';
import {firstAnswer} from './read/first-answer.js';
import type {ApiTransport} from './transport/api-transport.js';
import type {KubectlTarget} from './transport/kubectl-arguments.js';
import {KubectlProxy} from './transport/kubectl-proxy.js';
import {KubectlTransport} from './transport/kubectl-transport.js';
import {ReadError} from './read/read-error.js';
import {SocketTransport} from './transport/socket-transport.js';

/** How to open the read channel of a run. */
export interface OpenReaderOptions extends KubectlTarget {
  /** Runs kubectl where no socket can be had. */
  commands: CommandRunner;
  clock: Clock;
  /** Aborting gives up opening; an open reader ends with `close`. */
  signal?: AbortSignal;
  /** Seconds in which the cluster must answer for the first time. Default 10. */
  answerWithin?: number;
  /** How to get to the API: `kubectl proxy` on a socket, or `kubectl get --raw`. Default: the former where it can be had. */
  via?: 'proxy' | 'kubectl';
  /** Where the proxy's private directory is made. Default: the system's directory for temporary files. */
  temporaryDirectory?: string;
}

/**
 * Opens the read channel to one cluster: `kubectl proxy` on a private Unix socket, or `kubectl get --raw` where that cannot be had
 * (Windows, a kubectl that does not know the flag, no room for a socket). A cluster that answers that it cannot at the moment is asked again. Rejects within
 * `answerWithin` seconds (at once when the connection is refused) with a ReadError, code KF801 to KF805, when the cluster cannot be read.
 */
export async function openClusterReader(options: OpenReaderOptions): Promise<ClusterReader> {
  if (options.via === 'proxy') return openProxyReader(options);
  if (options.via === 'kubectl' || process.platform === 'win32') return openKubectlReader(options);
  try {
    return await openProxyReader(options);
  } catch (error) {
    if (options.signal?.aborted || !isKflowError(error) || error.code !== 'KF806') throw error;
    // A wrong context or kubeconfig fails here in the same way, and says so better.
    return openKubectlReader(options);
  }
}

/** The reader over `kubectl proxy --unix-socket`. Rejects with `KF806` when the proxy cannot be started. */
async function openProxyReader(options: OpenReaderOptions): Promise<ClusterReader> {
  const within = (options.answerWithin ?? 10) * 1000;
  const proxy = new KubectlProxy(options, options.clock, within, options.temporaryDirectory);
  const transport = new SocketTransport({
    socket: () => proxy.socket(),
    dead: (socket) => proxy.forget(socket),
    end: () => proxy.close(),
    clock: options.clock,
    context: options.context,
  });
  return opened(transport, options, (reader) => {
    // What nearly every command asks next: it is on its way while the first answer is. Whoever asks for it is told what it failed of.
    reader.resolve('Namespace', '').catch(() => {});
    reader.identity().catch(() => {});
  });
}

/** The reader over `kubectl get --raw`, a process for each read and each watch. */
async function openKubectlReader(options: OpenReaderOptions): Promise<ClusterReader> {
  return opened(new KubectlTransport(options), options);
}

/**
 * Makes sure that the cluster answers, in bounded time.
 *
 * @param meanwhile what else to begin with the reader
 */
async function opened(
  transport: ApiTransport,
  options: OpenReaderOptions,
  meanwhile: (reader: ClusterReader) => void = () => {},
): Promise<ClusterReader> {
  const within = options.answerWithin ?? 10;
  const stop = new AbortController();
  const late = new ReadError(
    {status: 0, reason: 'Unreachable', message: `no answer within ${within} s`},
    options.context,
  );
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([stop.signal, options.signal]);
  const over = new AbortController();
  options.clock.sleep(within * 1000, over.signal).then(
    () => stop.abort(late),
    () => undefined,
  );
  const reader = new ApiReader(transport, options.clock);
  try {
    const answered = firstAnswer(transport, options.clock, signal);
    meanwhile(reader);
    await answered;
    return reader;
  } catch (error) {
    await reader.close();
    throw error;
  } finally {
    over.abort();
  }
}
