import {createServer, connect, type Socket} from 'node:net';
import {readFileSync, writeFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';

/** Stands before the API server and counts what comes from it. */
export interface CountingProxy {
  /** A kubeconfig like the one given, through this proxy. */
  kubeconfig: string;
  bytesRead(): number;
  close(): Promise<void>;
}

/**
 * Starts one for the cluster of a kubeconfig with a single cluster at `https://127.0.0.1:port`, as the sandbox's is: it passes bytes on
 * unseen, so that certificates stay what they are. The new kubeconfig is written to `path`.
 */
export async function countingProxy(kubeconfig: string, path: string): Promise<CountingProxy> {
  const text = readFileSync(kubeconfig, 'utf8');
  const address = /https:\/\/127\.0\.0\.1:(\d+)/;
  const port = Number(address.exec(text)?.[1]);
  if (!port) throw new Error(`${kubeconfig} names no API server on this machine`);
  let bytes = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    upstream.on('data', (chunk) => (bytes += chunk.length));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => other.destroy());
      one.on('close', () => sockets.delete(one));
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const own = (server.address() as AddressInfo).port;
  writeFileSync(path, text.replace(address, `https://127.0.0.1:${own}`), {mode: 0o600});
  return {
    kubeconfig: path,
    bytesRead: () => bytes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
