import {Agent, request, type ClientRequest, type IncomingMessage} from 'node:http';
import type {Clock} from '../../ports/clock.js';
import type {ReadFailure} from '../../ports/cluster-reader.js';
import type {ApiRequest, ApiTransport} from './api-transport.js';
import {connectionFailure, statusFailure} from './connection-failure.js';
import {LineSplitter} from './line-splitter.js';
import {ReadError} from '../read/read-error.js';

/** What a SocketTransport needs. */
export interface SocketTransportOptions {
  /** Path of a Unix socket that leads to the API server; asked for before each request, so that it can change when the server behind it is started anew. */
  socket: () => Promise<string>;
  /** Told of a socket on which nobody listens. */
  dead?: (socket: string) => void;
  /** Ends what listens on the socket. */
  end?: () => Promise<void>;
  clock: Clock;
  context?: string;
  /** Milliseconds in which the head of an answer must come. Default 30 000. */
  answerWithin?: number;
}

/** A stream that says nothing for this long (milliseconds) is dead: watches end by themselves before, and bookmarks come each minute. */
const silence = 600_000;

/** The API over a Unix socket, with Node's own http: lists and gets share a few connections that stay open, each stream has its own. */
export class SocketTransport implements ApiTransport {
  readonly context?: string;
  readonly #options: SocketTransportOptions;
  readonly #agent = new Agent({keepAlive: true, maxSockets: 16});
  readonly #closed = new AbortController();

  constructor(options: SocketTransportOptions) {
    this.#options = options;
    this.context = options.context;
  }

  async get(call: ApiRequest): Promise<string> {
    const response = await this.#open(call, this.#agent);
    const text = await this.#whole(response, call);
    this.#check(response, text, call);
    return text;
  }

  async stream(call: ApiRequest, onLine: (line: string) => void): Promise<void> {
    const response = await this.#open(call, false);
    if (response.statusCode !== 200) {
      this.#check(response, await this.#whole(response, call), call);
      return;
    }
    call.onOpen?.();
    const splitter = new LineSplitter(onLine, call.text);
    response.setEncoding('utf8');
    if (!call.text) response.setTimeout(silence, () => response.destroy(new Error('the connection went silent')));
    try {
      for await (const chunk of response) splitter.push(chunk);
      splitter.end();
    } catch (error) {
      throw this.#failure(error, call);
    }
  }

  async close(): Promise<void> {
    this.#closed.abort(new Error('the reader is closed'));
    this.#agent.destroy();
    await this.#options.end?.();
  }

  /** The head of the answer. What listens on the socket may just have ended: a connection that breaks is tried again on a new one. */
  async #open(call: ApiRequest, agent: Agent | false): Promise<IncomingMessage> {
    for (let left = 2; ; left -= 1) {
      try {
        return await this.#send(call, agent);
      } catch (error) {
        if (left === 0 || !isBroken(error) || this.#closed.signal.aborted || call.signal?.aborted) {
          throw this.#failure(error, call);
        }
      }
    }
  }

  async #send(call: ApiRequest, agent: Agent | false): Promise<IncomingMessage> {
    const signals = call.signal === undefined ? [this.#closed.signal] : [this.#closed.signal, call.signal];
    const signal = AbortSignal.any(signals);
    signal.throwIfAborted();
    const socketPath = await this.#options.socket();
    const headers = {Host: 'localhost', Accept: call.accept ?? 'application/json'};
    const sent = request({socketPath, path: call.path, headers, agent, signal});
    try {
      return await headOf(sent, this.#options.clock, this.#options.answerWithin ?? 30_000);
    } catch (error) {
      if (isDead(error)) this.#options.dead?.(socketPath);
      throw error;
    }
  }

  /** The body of an answer, which may be cut off in its middle. */
  async #whole(response: IncomingMessage, call: ApiRequest): Promise<string> {
    try {
      return await readAll(response);
    } catch (error) {
      throw this.#failure(error, call);
    }
  }

  #check(response: IncomingMessage, text: string, call: ApiRequest): void {
    if (response.statusCode === 200) return;
    throw new ReadError(answerFailure(response, text), this.context, call.path);
  }

  #failure(error: unknown, call: ApiRequest): unknown {
    if (error instanceof ReadError) return error;
    if (call.signal?.aborted) return call.signal.reason;
    if (this.#closed.signal.aborted) return this.#closed.signal.reason;
    // What the socket's owner threw says more than this could.
    if (error instanceof Error && 'family' in error) return error;
    const said = (error as Partial<Error> | undefined)?.message ?? String(error);
    // Node's word for an answer that ends before its end.
    const message = said === 'aborted' ? 'the connection was lost in the middle of an answer' : said;
    return new ReadError({status: 0, reason: 'Unreachable', message}, this.context, call.path);
  }
}

/**
 * What an answer other than 200 means. `kubectl proxy` answers 500 and Go's words (502 and nothing, in old versions) when it
 * cannot reach the API server itself; the API server's own errors are `Status` objects.
 */
function answerFailure(response: IncomingMessage, text: string): ReadFailure {
  const status = response.statusCode ?? 0;
  const told = statusFailure(text, status);
  if (told !== undefined) return told;
  const html = /^\s*</.test(text);
  if (status >= 500) return connectionFailure(html || text.trim() === '' ? `HTTP ${status}` : text.slice(0, 1000));
  return {
    status,
    reason: response.statusMessage || `HTTP ${status}`,
    message: html ? `HTTP ${status}` : text.trim().slice(0, 1000),
  };
}

async function headOf(sent: ClientRequest, clock: Clock, within: number): Promise<IncomingMessage> {
  const waiting = new AbortController();
  // From when it has a connection: before, it only waits for others to be answered.
  sent.once('socket', () =>
    clock.sleep(within, waiting.signal).then(
      () => sent.destroy(new Error(`no answer within ${within / 1000} s`)),
      () => undefined,
    ),
  );
  try {
    return await new Promise<IncomingMessage>((resolve, reject) => {
      sent.once('response', resolve);
      sent.on('error', reject);
      sent.end();
    });
  } finally {
    waiting.abort();
  }
}

async function readAll(response: IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  const parts: string[] = [];
  for await (const part of response) parts.push(part);
  return parts.join('');
}

function isBroken(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ECONNRESET' || code === 'EPIPE' || isDead(error);
}

function isDead(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ECONNREFUSED' || code === 'ENOENT';
}

function codeOf(error: unknown): unknown {
  return (error as {code?: unknown} | undefined)?.code;
}
