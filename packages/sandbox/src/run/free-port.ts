import {createServer, type AddressInfo} from 'node:net';

/**
 * As many different free TCP ports of 127.0.0.1 as asked for. They are held together while they are chosen and let go then, so
 * another process can still take one before it is used: whoever binds it must be ready to try again with others.
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({length: count}, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({host: '127.0.0.1', port: 0, exclusive: true}, resolve);
      });
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
