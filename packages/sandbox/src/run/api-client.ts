import {Agent, request} from 'node:https';

/** What the API server answered. */
export interface ApiAnswer {
  status: number;
  /** The parsed JSON body, or the text where it is not JSON. */
  body: unknown;
}

/** Talks to one API server for as long as it starts; what comes later goes through kubectl. */
export class ApiClient {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    private readonly token: string,
    authority: string,
  ) {
    this.agent = new Agent({keepAlive: true, ca: authority});
  }

  /** Sends one request, an object as JSON. Rejects if there was no answer within 5 s; a status of any kind is an answer. */
  call(method: string, path: string, object?: unknown): Promise<ApiAnswer> {
    const content = object === undefined ? undefined : JSON.stringify(object);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{agent: this.agent, host: '127.0.0.1', port: this.port, method, path, timeout: 5000},
          headers: {
            authorization: `Bearer ${this.token}`,
            ...(content === undefined
              ? {}
              : {'content-type': 'application/json', 'content-length': Buffer.byteLength(content)}),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const json = response.headers['content-type']?.includes('json');
            resolve({status: response.statusCode ?? 0, body: json ? (JSON.parse(text) as unknown) : text});
          });
        },
      );
      sent.on('timeout', () => sent.destroy(new Error('no answer within 5 s')));
      sent.on('error', reject);
      sent.end(content);
    });
  }

  /** Creates an object; that it exists already is as good. */
  async create(path: string, object: unknown): Promise<void> {
    const answer = await this.call('POST', path, object);
    if (answer.status === 409 || (answer.status >= 200 && answer.status < 300)) return;
    throw new Error(`POST ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  /** Closes the connections that are kept open. */
  close(): void {
    this.agent.destroy();
  }
}
