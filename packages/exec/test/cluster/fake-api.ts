import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A request that waits for the test's answer. */
export interface HeldRequest {
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  /** Ends the request with a document, or with text as it is. */
  answer(document: unknown, status?: number): void;
  /** Sends a part of an answer that goes on; a string as a line, bytes as they are. */
  send(part: unknown): void;
  /** Sends the head of an answer alone. */
  open(): void;
  /** Ends an answer that was sent in parts. */
  end(): void;
  /** Breaks the connection. */
  cut(): void;
  /** Resolves when the client has gone. */
  left: Promise<void>;
}

/** An API server on a Unix socket, each of whose requests the test answers when it likes, in the order they come. */
export class FakeApi {
  readonly #directory = mkdtempSync(join(tmpdir(), 'fake-api-'));
  readonly #arrived: HeldRequest[] = [];
  readonly #wanted: ((request: HeldRequest) => void)[] = [];
  readonly #server: Server;
  /** Number of requests so far. */
  count = 0;

  private constructor() {
    this.#server = createServer((request, response) => this.#take(request, response));
  }

  static async start(): Promise<FakeApi> {
    const api = new FakeApi();
    await new Promise<void>((resolve) => api.#server.listen(api.socket, resolve));
    return api;
  }

  get socket(): string {
    return join(this.#directory, 's');
  }

  /** The next request that nobody has taken yet. */
  next(): Promise<HeldRequest> {
    const arrived = this.#arrived.shift();
    return arrived === undefined ? new Promise((resolve) => this.#wanted.push(resolve)) : Promise.resolve(arrived);
  }

  /** Requests that came and were not taken. */
  get waiting(): string[] {
    return this.#arrived.map(({path}) => path);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#directory, {recursive: true, force: true});
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    this.count += 1;
    const url = new URL(request.url ?? '/', 'http://localhost');
    const held: HeldRequest = {
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      answer: (document, status = 200) => {
        const text = typeof document === 'string' ? document : JSON.stringify(document);
        response.writeHead(status, {'Content-Type': typeof document === 'string' ? 'text/plain' : 'application/json'});
        response.end(text);
      },
      send: (part) => void response.write(part instanceof Uint8Array ? part : `${JSON.stringify(part)}\n`),
      open: () => void response.writeHead(200).flushHeaders(),
      end: () => void response.end(),
      cut: () => void response.destroy(),
      left: new Promise((resolve) => response.once('close', resolve)),
    };
    const wanted = this.#wanted.shift();
    if (wanted === undefined) this.#arrived.push(held);
    else wanted(held);
  }
}

/** A `Status` as the API server answers it. */
export function status(code: number, reason: string, message: string): object {
  return {kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message};
}

/** A list of ConfigMaps. */
export function listOf(resourceVersion: string, names: readonly string[], token?: string): object {
  return {
    kind: 'ConfigMapList',
    apiVersion: 'v1',
    metadata: {resourceVersion, ...(token === undefined ? {} : {continue: token})},
    items: names.map((name) => ({metadata: {name, namespace: 'shop', resourceVersion}})),
  };
}

/** An event of a watch of ConfigMaps. */
export function watchEvent(type: string, name: string, resourceVersion: string, more: object = {}): object {
  return {
    type,
    object: {kind: 'ConfigMap', apiVersion: 'v1', metadata: {name, namespace: 'shop', resourceVersion}, ...more},
  };
}
