import {readFileSync, writeFileSync} from 'node:fs';
import {createSecureServer} from 'node:http2';
import type {Http2SecureServer, Http2ServerRequest, Http2ServerResponse} from 'node:http2';
import {Agent, request} from 'node:https';
import type {IncomingMessage} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {dirname, join} from 'node:path';
import type {Fault, FaultyAnswer} from './api-faults.js';
import type {Project} from './project.js';
import {sandbox} from './sandbox.js';

/** Who asks: a kubectl, a helm, or kflow itself through `kubectl proxy`. */
export type Client = 'kubectl' | 'helm' | 'kflow';

/** A request that passed, or met a fault. */
export interface SeenRequest {
  client: Client;
  method: string;
  /** With the query. */
  path: string;
  isWatch: boolean;
  fault?: Fault;
}

/** Which requests meet a fault. */
export interface FaultRule {
  when: (request: SeenRequest) => boolean;
  fault: Fault;
  /** How many of them; default 1. */
  times?: number;
}

/** Headers of one connection, which HTTP/2 does not have. */
const ofConnection = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'host', 'http2-settings']);

/**
 * Stands before the sandbox's API server and lets things go wrong. Clients speak HTTP/2 over TLS with it, as with the real one, whose certificate it
 * shows; what they send with it (their token) goes on to the API server. Nobody meets it but who uses its kubeconfig.
 */
export class FaultProxy {
  /** Everything that was asked, in order. */
  readonly seen: SeenRequest[] = [];
  readonly #rules: Required<FaultRule>[] = [];
  /** By the port at the client's end. */
  readonly #sockets = new Map<number | undefined, Socket>();

  private constructor(
    private readonly server: Http2SecureServer,
    private readonly upstream: URL,
    private readonly agent: Agent,
    /** Path of the kubeconfig that leads through it, its context named as the sandbox's. */
    readonly kubeconfig: string,
  ) {
    server.on('request', (asked, answer) => void this.#answer(asked, answer));
    server.on('session', (session) => session.on('error', () => {}));
    server.on('connection', (socket: Socket) => {
      const {remotePort} = socket;
      this.#sockets.set(remotePort, socket);
      socket.on('close', () => this.#sockets.delete(remotePort));
    });
  }

  /** Opens one, with its kubeconfig in the project's directory. */
  static async open(project: Project): Promise<FaultProxy> {
    const config = JSON.parse(await project.kubectl('config', 'view', '--raw', '-o', 'json'));
    const {cluster} = config.clusters[0];
    const upstream = new URL(cluster.server);
    const certificate = (name: string) => readFileSync(join(dirname(sandbox().kubeconfig), 'certs', name));
    const server = createSecureServer({cert: certificate('server.crt'), key: certificate('server.key')});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cluster.server = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const kubeconfig = join(project.dir, 'fault-proxy-kubeconfig');
    writeFileSync(kubeconfig, JSON.stringify(config), {mode: 0o600});
    const ca = Buffer.from(cluster['certificate-authority-data'], 'base64');
    return new FaultProxy(server, upstream, new Agent({keepAlive: true, ca}), kubeconfig);
  }

  /** Lets requests meet a fault from now on. Rules are asked in the order in which they were given. */
  inject(rule: FaultRule): void {
    this.#rules.push({times: 1, ...rule});
  }

  /** From now on nothing meets a fault. */
  forgive(): void {
    this.#rules.length = 0;
  }

  /** The requests that met a fault. */
  get injected(): SeenRequest[] {
    return this.seen.filter(({fault}) => fault !== undefined);
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.#sockets.values()) socket.destroy();
    this.agent.destroy();
    await closed;
  }

  async #answer(asked: Http2ServerRequest, answer: Http2ServerResponse): Promise<void> {
    const {method, url: path, headers} = asked;
    const client =
      'kubectl-command' in headers ? 'kubectl' : /^helm/i.test(headers['user-agent'] ?? '') ? 'helm' : 'kflow';
    const isWatch = /[?&]watch=(?:true|1)\b/.test(path);
    const seen: SeenRequest = {client, method, path, isWatch};
    const rule = this.#rules.find(({when, times}) => times > 0 && when(seen));
    if (rule !== undefined) {
      rule.times -= 1;
      seen.fault = rule.fault;
    }
    this.seen.push(seen);
    const fault = rule?.fault;
    const {session} = asked.stream;
    const socket = this.#sockets.get(session?.socket?.remotePort);
    // What is on its way is lost with it, as when a machine in between goes down.
    const cut = () => void socket?.resetAndDestroy();
    asked.stream.on('error', () => {});
    if (fault === 'hang') return;
    if (fault === 'refuse') return cut();
    if (fault === 'drain') {
      session?.goaway();
      // The socket goes, and its session with it. The other way round a write may stay pending for good, and Node 20 then never ends: it waits for it at exit.
      setImmediate(() => socket?.destroy());
      return;
    }
    if (typeof fault === 'object' && 'status' in fault) {
      // An answer before the end of the request would be an error of HTTP/2 to the client.
      asked.resume().on('end', () => sendAnswer(answer, fault));
      return;
    }
    try {
      const real = await this.#forward(asked, answer);
      if (fault === 'tear' || fault === 'lose') {
        // A watch's has no end to wait for.
        const body = isWatch ? Buffer.from('{"type":') : await bodyOf(real);
        if (fault === 'lose') return cut();
        answer.writeHead(real.statusCode ?? 500, endToEnd(real.headers));
        // On its way before the connection goes.
        answer.write(body.subarray(0, body.length / 2), () => setImmediate(cut));
        return;
      }
      answer.writeHead(real.statusCode ?? 500, endToEnd(real.headers));
      real.on('error', () => answer.stream.close()).pipe(answer);
      if (typeof fault === 'object') {
        setTimeout(() => (fault.cleanly ? answer.end() : answer.stream.close(0x2)), fault.cutAfter).unref();
      }
    } catch {
      cut();
    }
  }

  /** Hands a request on to the API server, for as long as its client waits. */
  #forward(asked: Http2ServerRequest, answer: Http2ServerResponse): Promise<IncomingMessage> {
    const headers = endToEnd(asked.headers);
    return new Promise((resolve, reject) => {
      const sent = request(new URL(asked.url, this.upstream), {method: asked.method, headers, agent: this.agent});
      sent.on('response', resolve).on('error', reject);
      answer.on('close', () => sent.destroy());
      asked.pipe(sent);
    });
  }
}

function sendAnswer(answer: Http2ServerResponse, {status, retryAfter, body}: FaultyAnswer): void {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  const after = retryAfter === undefined ? {} : {'retry-after': String(retryAfter)};
  answer.writeHead(status, {'content-type': type, ...after});
  answer.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Without those of the connection and of HTTP/2 itself. */
function endToEnd(headers: NodeJS.Dict<string | string[]>): NodeJS.Dict<string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !name.startsWith(':') && !ofConnection.has(name)),
  );
}
