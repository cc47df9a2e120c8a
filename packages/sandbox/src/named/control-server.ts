import {randomBytes} from 'node:crypto';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';

/** A small server on loopback through which the other commands reach a supervisor. */
export interface ControlServer {
  port: number;
  token: string;
  close(): void;
}

/** Serves `GET /` (is it this one that runs?) and `POST /stop`, which answers when `stop` is done. */
export async function controlServer(stop: () => Promise<void>): Promise<ControlServer> {
  const token = randomBytes(24).toString('hex');
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.headers.authorization !== `Bearer ${token}`) response.statusCode = 401;
    else if (request.method === 'POST' && request.url === '/stop') await stop();
    response.end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {port: (server.address() as AddressInfo).port, token, close: () => server.close()};
}
