import type {CommandResult, CommandRunner} from '../../ports/command-runner.js';
import {processEnvironment} from '../../ports/environment.js';
import type {ReadFailure} from '../../ports/cluster-reader.js';
import type {ApiRequest, ApiTransport} from './api-transport.js';
import {connectionFailure} from './connection-failure.js';
import {targetArguments, type KubectlTarget} from './kubectl-arguments.js';
import {LineSplitter} from './line-splitter.js';
import {pingEnvironment} from './ping-environment.js';
import {ReadError} from '../read/read-error.js';
import {Slots} from './slots.js';

/** Reads under way at once; each is a process that takes 0.1 s of CPU. Watches are not counted. */
const readsAtOnce = 4;

/** What a KubectlTransport needs. */
export interface KubectlTransportOptions extends KubectlTarget {
  commands: CommandRunner;
  /** Seconds in which a whole answer must come. Default 30. */
  answerWithin?: number;
}

/**
 * The API through `kubectl get --raw`, a process for each read and one for each watch: for where a Unix socket cannot be had. kubectl
 * copies the answer as it comes, so that a watch is the same stream as over the socket.
 * Source: k8s.io/kubectl/pkg/rawhttp.
 */
export class KubectlTransport implements ApiTransport {
  readonly context?: string;
  readonly #options: KubectlTransportOptions;
  readonly #closed = new AbortController();
  readonly #slots = new Slots(readsAtOnce);
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: KubectlTransportOptions) {
    this.#options = options;
    this.context = options.context;
  }

  async get(call: ApiRequest): Promise<string> {
    const within = this.#options.answerWithin ?? 30;
    const args = [`--request-timeout=${within}s`];
    const result = await this.#slots.run(() => this.#run(call, args, {timeout: within + 5}));
    if (result.timedOut) {
      throw new ReadError(connectionFailure(`no answer within ${within} s`), this.context, call.path);
    }
    return result.stdout;
  }

  async stream(call: ApiRequest, onLine: (line: string) => void): Promise<void> {
    const splitter = new LineSplitter(onLine, call.text);
    await this.#run(call, [], {
      onOutput: (stream, text) => {
        if (stream === 'stdout') splitter.push(text);
      },
    });
    splitter.end();
  }

  async close(): Promise<void> {
    this.#closed.abort(new Error('the reader is closed'));
    await Promise.allSettled(this.#running);
  }

  async #run(
    call: ApiRequest,
    args: string[],
    more: {timeout?: number; onOutput?: (stream: 'stdout' | 'stderr', text: string) => void},
  ): Promise<CommandResult> {
    const signals = call.signal === undefined ? [this.#closed.signal] : [this.#closed.signal, call.signal];
    const signal = AbortSignal.any(signals);
    signal.throwIfAborted();
    const running = this.#options.commands.run({
      tool: this.#options.kubectl ?? 'kubectl',
      args: ['get', '--raw', call.path, ...args, ...targetArguments(this.#options)],
      env: pingEnvironment(this.#options.env ?? processEnvironment()),
      signal,
      ...more,
    });
    this.#running.add(running);
    try {
      const result = await running;
      signal.throwIfAborted();
      if (result.exitCode !== 0 && !result.timedOut)
        throw new ReadError(kubectlFailure(result.stderr), this.context, call.path);
      return result;
    } finally {
      this.#running.delete(running);
    }
  }
}

const statuses: {[reason: string]: number} = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  Conflict: 409,
  Gone: 410,
  Expired: 410,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
  ServerTimeout: 504,
};

/** What kubectl's words on stderr mean. Source: k8s.io/kubectl/pkg/cmd/util, StandardErrorMessage and checkErr. */
function kubectlFailure(stderr: string): ReadFailure {
  const text = stderr.trim();
  const told = /Error from server(?: \((\w+)\))?: ([\s\S]*)/.exec(text);
  if (told !== null) {
    const reason = told[1] ?? 'InternalError';
    return {status: statuses[reason] ?? 500, reason, message: told[2] ?? text};
  }
  if (/must be logged in to the server/.test(text)) return {status: 401, reason: 'Unauthorized', message: text};
  return connectionFailure(text);
}
